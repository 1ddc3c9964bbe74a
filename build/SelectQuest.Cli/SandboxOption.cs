using System.CommandLine;
using SelectQuest.Grading.Evidence.Running;

namespace SelectQuest.Cli;

/// <summary>The <c>--sandbox</c> of the verbs that run a submission's code.</summary>
internal static class SandboxOption
{
    public static Option<SandboxChoice> New() =>
        new("--sandbox")
        {
            Description =
                "What the code runs in. auto: nothing for the repo you are in, for any other bubblewrap, else a container; bwrap; container; none.",
        };
}
