namespace SelectQuest.Grading.Submissions;

/// <summary>
/// What was asked for cannot be done: the path or option, not the submission, is at fault. The message says what,
/// where, and what to do about it.
/// </summary>
public sealed class UnusableInputException(string message) : Exception(message);
