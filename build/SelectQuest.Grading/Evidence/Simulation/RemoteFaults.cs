namespace SelectQuest.Grading.Evidence.Simulation;

/// <summary>The student's process is gone, or talks nonsense. The message says which, as a sentence about the submission.</summary>
/// <param name="late">It was ended because it neither returned nor called.</param>
/// <param name="refused">What a call of the same command had been refused with before; null if nothing was.</param>
internal sealed class WorkerLostException(string message, bool late, Exception? refused) : Exception(message, refused)
{
    public bool Late => late;
}

/// <summary>The student's code threw.</summary>
/// <param name="doing">What was called.</param>
/// <param name="file">The student's file the exception comes from, as the compiler was given it; empty if unknown.</param>
internal sealed class StudentException(string doing, string type, string message, string file, int line)
    : Exception($"{doing} threw {type}: {message}")
{
    public string File => file;

    public int Line => line;
}
