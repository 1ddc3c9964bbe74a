using System.Reflection;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading;

/// <summary>What to judge, and what to call the grader in the report.</summary>
public sealed record GraderOptions
{
    /// <summary>Judge this criterion alone; null for all five.</summary>
    public Criterion? Only { get; init; }

    /// <summary>What the code runs in; see <see cref="SandboxChoice"/>.</summary>
    public SandboxChoice Sandbox { get; init; } = SandboxChoice.Auto;

    /// <summary>The submission is the repo the user works in: its code runs there anyway, and needs no sandbox.</summary>
    public bool OwnCode { get; init; }

    /// <summary>
    /// This process has a network of its own, a loopback and nothing else: the submission's server may share it. Where the
    /// sandbox is bubblewrap, no real client reaches a server without this.
    /// </summary>
    public bool PrivateNetwork { get; init; }

    /// <summary>Real clients and the real kernel's record, where they can be had; without them the simulation alone decides.</summary>
    internal bool RealWorld { get; init; } = true;

    /// <summary>Also 200 and 900 clients, and 1,000 that come and go.</summary>
    public bool Thorough { get; init; }

    /// <summary>How much processor time the compiler may take, for sources that are made to be slow.</summary>
    public TimeSpan CompileWithin { get; init; } = CompileBound;

    /// <summary>The first compilation of a process takes some seconds on a busy machine.</summary>
    internal static TimeSpan CompileBound { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The version that reports name: this build's own unless told otherwise.</summary>
    public string Version { get; init; } = OwnVersion;

    /// <summary>Told of every exception that became an <see cref="Outcome.Error"/>, for those who mend the grader.</summary>
    public Action<Exception>? OnFault { get; init; }

    // Without the commit that the SDK appends: verdicts of one released version compare equal.
    internal static string OwnVersion { get; } =
        typeof(GraderOptions)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
