using SelectQuest.Worker;

namespace SelectQuest.Grading.Evidence.Simulation;

/// <summary>
/// The student's registry beside a dictionary that cannot be wrong: the same random adds, removes and lookups go to both, and
/// after each one both must say the same count and the same highest fd.
/// </summary>
internal static class RegistryModel
{
    private const int Operations = 400;
    private const int HighestFd = 1023;

    /// <summary>What the registry did that the model did not, each kind once; empty if they agree.</summary>
    public static IReadOnlyList<RegistryDifference> Compare(RemoteLoop student, int seed)
    {
        var differences = new SortedDictionary<RegistryRule, RegistryDifference>();
        var model = new SortedSet<int>();
        var dice = new Random(seed);
        student.Ask(Word.NewRegistry, "The constructor of ConnectionRegistry");
        for (var step = 0; step < Operations && differences.Count == 0; step++)
        {
            // Few fds in play, so that adding a known one and removing an unknown one both happen.
            var fd = dice.Next(8) == 0 ? dice.Next(HighestFd + 1) : 3 + dice.Next(20);
            switch (dice.Next(5))
            {
                case 0 or 1:
                    Add(fd);
                    break;
                case 2 or 3:
                    Remove(dice.Next(3) == 0 && model.Count > 0 ? model.Max : fd);
                    break;
                default:
                    Get(fd);
                    break;
            }
        }

        return [.. differences.Values];

        void Add(int fd)
        {
            var known = !model.Add(fd);
            var (added, count, max) = Three(student.Ask(Word.Add, $"Add({fd}, ...)", fd));
            Require(
                RegistryRule.AddRefusesKnown,
                !(known && added == 1),
                $"Add({fd}, ...) took an fd that was in the registry already: it throws ArgumentException then."
            );
            Require(
                RegistryRule.AddTakesNew,
                known || added == 1,
                $"Add({fd}, ...) threw ArgumentException for an fd that was not in the registry."
            );
            Counts($"Add({fd}, ...)", count, max, afterRemove: false);
        }

        void Remove(int fd)
        {
            var known = model.Remove(fd);
            var (removed, count, max) = Three(student.Ask(Word.Remove, $"Remove({fd})", fd));
            Require(
                RegistryRule.RemoveSaysWhether,
                known == (removed == 1),
                $"Remove({fd}) returned {(removed == 1 ? "true" : "false")} for an fd that was {(known ? "" : "not ")}in the registry."
            );
            Counts($"Remove({fd})", count, max, afterRemove: true);
        }

        void Get(int fd)
        {
            var found = student.Ask(Word.Get, $"Get({fd})", fd).FirstOrDefault(-3);
            var expected = model.Contains(fd) ? fd : -1;
            Require(
                RegistryRule.GetFinds,
                found == expected,
                expected < 0
                    ? $"Get({fd}) returned a connection for an fd that was not in the registry."
                    : $"Get({fd}) did not return the connection that was added under that fd."
            );
        }

        void Counts(string after, int count, int max, bool afterRemove)
        {
            var expected = model.Count == 0 ? -1 : model.Max;
            Require(
                RegistryRule.Counts,
                count == model.Count,
                $"After {after} Count was {count}; {model.Count} fds were in the registry."
            );
            Require(
                afterRemove ? RegistryRule.MaxAfterRemove : RegistryRule.MaxAfterAdd,
                max == expected,
                $"After {after} MaxFd was {max}; the highest fd in the registry was {expected}."
            );
        }

        void Require(RegistryRule rule, bool holds, string otherwise)
        {
            if (!holds)
            {
                differences.TryAdd(rule, new RegistryDifference(rule, otherwise));
            }
        }
    }

    private static (int First, int Count, int Max) Three(int[] numbers) =>
        numbers is [var first, var count, var max]
            ? (first, count, max)
            : throw new InvalidDataException("The worker returned no three numbers.");
}

/// <summary>What the registry's contract asks for, as the model checks it.</summary>
internal enum RegistryRule
{
    AddTakesNew,
    AddRefusesKnown,
    RemoveSaysWhether,
    GetFinds,
    Counts,
    MaxAfterAdd,
    MaxAfterRemove,
}

/// <summary>Where the student's registry and the model part.</summary>
internal sealed record RegistryDifference(RegistryRule Rule, string Observed);
