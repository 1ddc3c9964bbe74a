namespace SelectQuest.Server.Simulation.Oracles;

/// <summary>Where the oracles report: keeps the first violation, and lets nobody go on after it.</summary>
internal sealed class Court
{
    private readonly int thread = Environment.CurrentManagedThreadId;

    public Violation? Violation { get; private set; }

    /// <summary>Is called at the first violation.</summary>
    public Action? Adjourned { get; set; }

    /// <summary>System calls so far.</summary>
    public long Calls { get; private set; }

    /// <summary>Every call begins here. After a violation there is no way past, so that no catch can hide it.</summary>
    public void Enter()
    {
        if (Violation is not null)
        {
            throw new ViolationException(Violation);
        }

        Calls++;
        if (Environment.CurrentManagedThreadId != thread)
        {
            Convict(
                ViolationKind.WrongThread,
                -1,
                "every call from the one thread that runs the loop",
                "another thread"
            );
        }
    }

    /// <summary>Records, then throws.</summary>
    public void Convict(ViolationKind kind, int fd, string expected, string observed)
    {
        Record(new Violation(kind, fd, Calls, expected, observed));
        throw new ViolationException(Violation!);
    }

    /// <summary>Records, unless there is a violation already: the first one is the cause of the rest.</summary>
    public void Record(Violation violation)
    {
        if (Violation is null)
        {
            Violation = violation;
            Adjourned?.Invoke();
        }
    }
}
