using SelectQuest.Bench;

return CommandLine.Run(args);
