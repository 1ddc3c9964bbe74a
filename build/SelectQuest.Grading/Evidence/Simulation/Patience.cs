namespace SelectQuest.Grading.Evidence.Simulation;

/// <summary>What a worker's deadline bounds.</summary>
internal enum Patience
{
    /// <summary>A whole command: the simulated kernel answers at once, so a slow command is the student's.</summary>
    ForACommand,

    /// <summary>The time between two calls: the real kernel lets a call wait for as long as it takes.</summary>
    ForSilence,
}
