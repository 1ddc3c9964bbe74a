using SelectQuest.ServerBench;

return CommandLine.Run(args);
