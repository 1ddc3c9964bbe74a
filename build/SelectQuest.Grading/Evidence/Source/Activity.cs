using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What a single-threaded loop does not do.</summary>
internal enum ActivityKind
{
    /// <summary>Runs code on another thread.</summary>
    Thread,

    /// <summary>Waits for a task: <c>async</c>, <c>await</c>.</summary>
    Async,

    /// <summary>Makes the thread wait anywhere but in select.</summary>
    Wait,
}

/// <summary>One such thing.</summary>
/// <param name="Name">What is called, as <c>Type.Member</c>.</param>
/// <param name="InIterate">One iteration may run into it.</param>
/// <param name="InLoop">The loop may run into it, if only at its end.</param>
internal sealed record Activity(ActivityKind Kind, string Name, Place? Where, bool InIterate, bool InLoop)
{
    public static IReadOnlyList<Activity> Of(SourceProgram program, LoopReach reach) =>
        [.. program.Sites.SelectMany(site => Of(site, reach)).Where(activity => activity.Where is not null).Distinct()];

    private static IEnumerable<Activity> Of(Site site, LoopReach reach)
    {
        var (member, type) = site.Operation.Used();
        if (site.Operation is IAwaitOperation)
        {
            yield return Make(ActivityKind.Async, "await");
        }

        if (member is not null && type is not null && KindOf(type, member) is { } kind)
        {
            yield return Make(kind, member.Name == ".ctor" ? $"new {type.Name}" : $"{type.Name}.{member.Name}");
        }

        Activity Make(ActivityKind found, string name) =>
            new(
                found,
                name,
                site.Operation.Place(),
                reach.Iterate.Contains(site.Owner),
                reach.Loop.Contains(site.Owner)
            );
    }

    private static ActivityKind? KindOf(INamedTypeSymbol type, ISymbol member)
    {
        var space = type.ContainingNamespace.ToDisplayString();
        return (space, type.Name, member.Name) switch
        {
            _ when type.IsInSource() => null,
            ("System.Threading", "Thread", "Sleep" or "Join" or "SpinWait") => ActivityKind.Wait,
            ("System.Threading", "Thread", ".ctor" or "Start" or "UnsafeStart") => ActivityKind.Thread,
            ("System.Threading", "ThreadPool", _) => ActivityKind.Thread,
            ("System.Threading", "Timer" or "PeriodicTimer", _) => ActivityKind.Thread,
            ("System.Timers", _, _) => ActivityKind.Thread,
            ("System.Threading.Tasks", "Parallel", _) => ActivityKind.Thread,
            ("System.Linq", "ParallelEnumerable", _) => ActivityKind.Thread,
            ("System.Threading.Tasks", "Task" or "TaskFactory", "Run" or "StartNew" or "Start" or "ContinueWith") =>
                ActivityKind.Thread,
            ("System.Threading.Tasks", "Task" or "ValueTask", "Wait" or "WaitAll" or "WaitAny" or "Result") =>
                ActivityKind.Wait,
            ("System.Runtime.CompilerServices", _, "GetResult") => ActivityKind.Wait,
            ("System.Threading", "SpinWait", _) => ActivityKind.Wait,
            ("System.Threading", _, "WaitOne" or "Wait" or "WaitAll" or "WaitAny" or "SignalAndWait") =>
                ActivityKind.Wait,
            ("System.Collections.Concurrent", "BlockingCollection", "Take" or "GetConsumingEnumerable") =>
                ActivityKind.Wait,
            ("System", "Console", "Read" or "ReadLine" or "ReadKey") => ActivityKind.Wait,
            _ => null,
        };
    }
}
