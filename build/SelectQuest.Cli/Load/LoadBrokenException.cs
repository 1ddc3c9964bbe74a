namespace SelectQuest.Cli.Load;

/// <summary>The server did not echo what it was sent. The message is a sentence without its full stop.</summary>
internal sealed class LoadBrokenException(string observed) : Exception(observed);
