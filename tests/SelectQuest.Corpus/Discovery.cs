using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Tests.Sources;
using SelectQuest.Server.Simulation;

namespace SelectQuest.Corpus;

/// <summary>How soon a bug of the corpus shows under the simulated kernel, and how short its story is.</summary>
/// <param name="Seed">The first schedule in which it shows; null if none of <see cref="Most"/> does.</param>
/// <param name="Events">How many events are left of that schedule once it is shrunk; null where its process was lost.</param>
internal sealed record Discovery(string Name, int? Seed, string Kind, int? Events)
{
    public const int Most = 1_000;

    private const int Clients = 50;

    /// <summary>Every case whose label says that running it under the simulated kernel shows what is wrong.</summary>
    public static IReadOnlyList<Discovery> All(Action<string> progress)
    {
        string[] names =
        [
            .. CorpusSubmission.Names.Where(name =>
                CorpusSubmission.Label(name) is { Needs: "simulation" } label && label.Code.Values.Contains("fail")
            ),
        ];
        var found = new ConcurrentBag<Discovery>();
        Parallel.ForEach(
            names,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            name =>
            {
                found.Add(Of(name));
                progress($"\r{found.Count} of {names.Length}");
            }
        );
        progress("\n");
        return [.. found.OrderBy(one => one.Name, StringComparer.Ordinal)];
    }

    public static string Page(IReadOnlyList<Discovery> all)
    {
        var found = all.Where(one => one.Seed is not null).ToArray();
        int[] seeds = [.. found.Select(one => one.Seed!.Value).Order()];
        int[] events = [.. found.Select(one => one.Events).OfType<int>().Order()];
        var page = new StringBuilder();
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"{found.Length} bugs show under schedules: the first that shows one has number {seeds[seeds.Length / 2]} in the median, {seeds[^1]} at most; shrunk, it has {events[events.Length / 2]} events in the median, {events[^1]} at most."
        );
        var others = all.Except(found).ToArray();
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"{others.Length} show without one, or in none of {Most}: {string.Join(", ", others.Select(one => $"{one.Name} ({one.Kind})"))}."
        );
        page.Append("\nThose that take longest:\n\n| case | shows as | in schedule | events |\n|---|---|---|---|\n");
        foreach (var one in found.OrderByDescending(one => one.Seed).ThenByDescending(one => one.Events).Take(12))
        {
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {one.Name} | {one.Kind} | {one.Seed} | {one.Events?.ToString(CultureInfo.InvariantCulture) ?? "-"} |"
            );
        }

        return page.ToString();
    }

    private static Discovery Of(string name)
    {
        var source = SourceEvidence.Of(CorpusSubmission.Case(name));
        if (source.Assembly is null)
        {
            return new Discovery(name, null, "does not compile", null);
        }

        using var place = RunPlace.For(source.Assembly, SandboxChoice.None, ownCode: true, out _)!;
        using var rig = new SimulationRig(place.Assembly, null);
        for (var seed = 1; seed <= Most; seed++)
        {
            var schedule = Schedule.Draw(seed, Clients);
            if (rig.Run(schedule).Violation is { } violation)
            {
                var kind = new FoundViolation(schedule, violation).Kind;
                int? events =
                    rig.Losses > 0 || kind == ViolationKind.WrongThread
                        ? null
                        : Story.Tell(schedule, violation, rig.NewLoop).Shrunk.Length;
                return new Discovery(name, seed, kind.ToString(), events);
            }
        }

        return new Discovery(name, null, rig.CompareRegistry().Count > 0 ? "by the registry's model" : "not", null);
    }
}
