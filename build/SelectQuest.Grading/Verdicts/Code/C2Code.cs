using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>C2: add, remove and lookup by fd, each in the same time for any number of clients.</summary>
internal static class C2Code
{
    public static IEnumerable<Check> Judge(CodeEvidence code)
    {
        if (CodeGate.Closed(code) is { } closed)
        {
            return closed;
        }

        var facts = code.Source.Facts!;
        return CodeGate.NotStarted("SQ231", facts.Holes.Where(hole => hole.InRegistry)) is [_, ..] open
            ? open
            : [Signatures(facts.Registry), Lookup(facts.Registry), KnownFd(facts.Registry)];
    }

    private static Check Signatures(RegistryShape registry) =>
        registry.Missing.Count == 0
            ? Check.Pass("SQ231", "The registry has `Add`, `Remove` and `Get` by fd.", registry.Where)
            : Check.Fail(
                "SQ231",
                $"Missing from the registry: {string.Join(", ", registry.Missing.Select(member => $"`{member}`"))}.",
                registry.Where
            );

    private static Check Lookup(RegistryShape registry) =>
        registry.Lookup switch
        {
            LookupKind.Constant => Check.Pass(
                "SQ232",
                $"`Get` finds its client at once{In(registry)}.",
                registry.Search
            ),
            LookupKind.Logarithmic => Check.Review(
                "SQ232",
                $"`Get` takes longer with every doubling of the clients{In(registry)}.",
                registry.Search
            ),
            LookupKind.Linear => Check.Fail(
                "SQ232",
                $"`Get` searches through the clients{In(registry)}.",
                registry.Search
            ),
            _ => Check.Review(
                "SQ232",
                "The source does not show how `Get` finds its client.",
                registry.Search ?? registry.Where
            ),
        };

    private static string In(RegistryShape registry) =>
        registry.Container.Length > 0 ? $" (`{registry.Container}`)" : "";

    private static Check KnownFd(RegistryShape registry) =>
        registry.RefusesKnownFd.Found switch
        {
            Found.Yes => Check.Pass("SQ233", "`Add` refuses an fd it knows.", registry.RefusesKnownFd.Where),
            Found.No => Check.Fail(
                "SQ233",
                "`Add` replaces a connection it knows without a word.",
                registry.RefusesKnownFd.Where
            ),
            _ => Check.Review("SQ233", "The source does not show what `Add` does with an fd it knows.", registry.Where),
        };
}
