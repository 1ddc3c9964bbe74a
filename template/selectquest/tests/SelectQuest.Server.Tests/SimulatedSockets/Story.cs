using System.Text;

namespace SelectQuest.Server.Simulation;

/// <summary>A failure, told: what the clients did, what the kernel answered, what the loop did, what was expected.</summary>
public sealed class Story
{
    /// <summary>So many lines of what happened are told: the last ones.</summary>
    private const int MostLines = 9;

    private Story(Schedule drawn, Schedule shrunk, Violation violation, IReadOnlyList<string> transcript)
    {
        Drawn = drawn;
        Shrunk = shrunk;
        Violation = violation;
        Transcript = transcript;
    }

    /// <summary>The schedule as it was drawn.</summary>
    public Schedule Drawn { get; }

    /// <summary>The smallest schedule found that fails in the same way.</summary>
    public Schedule Shrunk { get; }

    /// <summary>What the loop did wrong in the shrunk schedule.</summary>
    public Violation Violation { get; }

    /// <summary>Every line of the shrunk run.</summary>
    public IReadOnlyList<string> Transcript { get; }

    /// <summary>The last lines of the shrunk run, refrains folded: what a person reads.</summary>
    public IReadOnlyList<string> Steps
    {
        get
        {
            var lines = Refrain.Fold(Transcript);
            var left = lines.Count - MostLines;
            return left > 0
                ? [left == 1 ? "... 1 line before" : $"... {left} lines before", .. lines.Skip(left)]
                : lines;
        }
    }

    /// <summary>The command that runs exactly this again.</summary>
    public string Replay =>
        Drawn.Seed is { } seed
            ? $"SEED={seed} dotnet test tests/SelectQuest.Server.Tests --filter FullyQualifiedName~LoopTests"
            : "dotnet test tests/SelectQuest.Server.Tests --filter FullyQualifiedName~LoopTests";

    /// <summary>Shrinks a failing schedule and runs what is left once more, writing down every step.</summary>
    public static Story Tell(Schedule failing, Violation violation, LoopMaker newLoop)
    {
        var shrunk = new Shrinker(newLoop, violation.Kind).Shrink(failing);
        var transcript = new Transcript();
        var again = Simulator.Run(shrunk, newLoop, transcript).Violation ?? violation;
        return new Story(failing, shrunk, again, transcript.Lines);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var story = new StringBuilder();
        story.Append(Violation.Kind).Append(": ").Append(Drawn.Seed is { } seed ? $"seed {seed}, " : "");
        story.AppendLine($"{Drawn.Length} events shrunk to {Shrunk.Length}.");
        foreach (var line in Steps)
        {
            story.Append("  ").AppendLine(line);
        }

        story.AppendLine($"expected: {Violation.Expected}");
        story.AppendLine($"observed: {Violation.Observed}");
        story.AppendLine($"replay:   {Replay}");
        return story.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The shrunk schedule as a test to paste into LoopTests, where a debugger can step through it.</summary>
    public string ToUnitTest()
    {
        var test = new StringBuilder();
        var shrunk = Shrunk;
        var plain = new Schedule { Clients = 0 };
        test.AppendLine("[Fact]");
        test.AppendLine($"public void {Violation.Kind}_{(Drawn.Seed is { } seed ? $"of_seed_{seed}" : "again")}()");
        test.AppendLine("{");
        test.AppendLine("    var schedule = new Schedule");
        test.AppendLine("    {");
        test.AppendLine($"        Clients = {shrunk.Clients},");
        Number("ListenFd", shrunk.ListenFd, plain.ListenFd);
        Number("FirstFreeFd", shrunk.FirstFreeFd, plain.FirstFreeFd);
        Number("FdLimit", shrunk.FdLimit, plain.FdLimit);
        Number("ReceiveBuffer", shrunk.ReceiveBuffer, plain.ReceiveBuffer);
        Number("SendBuffer", shrunk.SendBuffer, plain.SendBuffer);
        Number("RunAt", shrunk.RunAt, plain.RunAt);
        Number("StopAt", shrunk.StopAt, plain.StopAt);
        test.AppendLine("        Events =");
        test.AppendLine("        [");
        foreach (var (tick, client, does, bytes) in shrunk.Events)
        {
            var amount = bytes == 0 ? "" : $", {bytes}";
            test.AppendLine($"            new ClientEvent({tick}, {client}, ClientDoes.{does}{amount}),");
        }

        test.AppendLine("        ],");
        test.AppendLine("        Faults =");
        test.AppendLine("        [");
        foreach (var (kind, nth, client, bytes) in shrunk.Faults)
        {
            test.AppendLine($"            new Fault(FaultKind.{kind}, {nth}, {client}, {bytes}),");
        }

        test.AppendLine("        ],");
        test.AppendLine("    };");
        test.AppendLine("    Assert.Null(Simulator.Run(schedule, NewLoop).Violation);");
        test.AppendLine("}");
        return test.ToString().ReplaceLineEndings("\n");

        void Number(string name, int value, int usual)
        {
            if (value != usual)
            {
                test.AppendLine($"        {name} = {value},");
            }
        }
    }
}
