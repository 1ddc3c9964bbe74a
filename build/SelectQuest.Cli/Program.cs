using SelectQuest.Cli;

return App.Run(args, Terminal.OfThisProcess());
