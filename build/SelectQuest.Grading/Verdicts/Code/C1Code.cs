using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>C1: read, write and error sets, made anew before every select, and all three answers looked at.</summary>
internal static class C1Code
{
    public static IEnumerable<Check> Judge(CodeEvidence code)
    {
        if (CodeGate.Closed(code) is { } closed)
        {
            return closed;
        }

        var facts = code.Source.Facts!;
        var calls = facts.Selects.Where(call => call.InIterate).ToArray();
        return CodeGate.NotStarted("SQ131", facts.Holes.Where(hole => hole.InIterate)) is [_, ..] open ? open
            : calls.Length == 0 ? [NoSelect(facts)]
            : [Check.Pass("SQ131", "An iteration calls `select`.", calls[0].Where), .. calls.SelectMany(OfCall)];
    }

    private static Check NoSelect(SourceFacts facts) =>
        facts.Selects.Count > 0
            ? Check.Review("SQ131", "`select` is called where no iteration seems to come by.", facts.Selects[0].Where)
            : Check.Fail("SQ131", "No call of `ISocketApi.Select` can be found in the loop.", facts.Loop);

    private static IEnumerable<Check> OfCall(SelectCall call) =>
        call
            .Sets.SelectMany(set => new[] { Rebuilt(set, call), Filled(set, call), Tested(set, call) })
            .Append(OfWriteInterest(call.Sets[1], call))
            .Concat(
                call.Shared
                    ? [Check.Fail("SQ133", "One variable is passed for two of the three sets.", call.Where)]
                    : Array.Empty<Check>()
            );

    private static Check Rebuilt(SetUse set, SelectCall call) =>
        set.Rebuilt.Found switch
        {
            Found.Yes => Check.Pass(
                "SQ132",
                $"The {set.Name} set is made anew before every `select`.",
                set.Rebuilt.Where
            ),
            Found.No => Check.Fail(
                "SQ132",
                $"The {set.Name} set is never made anew between two calls of `select`.",
                call.Where
            ),
            _ => Check.Review(
                "SQ132",
                $"The {set.Name} set may not be made anew on every way to `select`.",
                set.Rebuilt.Where ?? call.Where
            ),
        };

    private static Check Filled(SetUse set, SelectCall call) =>
        set.Filled.Found switch
        {
            Found.Yes => Check.Pass("SQ133", $"Fds are put into the {set.Name} set.", set.Filled.Where),
            Found.No => Check.Fail("SQ133", $"No fd is ever put into the {set.Name} set.", call.Where),
            _ => Check.Review(
                "SQ133",
                $"Nothing in the source shows who is put into the {set.Name} set.",
                set.Filled.Where
            ),
        };

    private static Check Tested(SetUse set, SelectCall call) =>
        set.Tested.Found switch
        {
            Found.Yes => Check.Pass("SQ134", $"The {set.Name} set is looked at after `select`.", set.Tested.Where),
            Found.No => Check.Fail("SQ134", $"Nobody looks at the {set.Name} set that `select` returns.", call.Where),
            _ => Check.Review(
                "SQ134",
                $"Nothing in the source shows whether the {set.Name} set is looked at after `select`.",
                set.Tested.Where
            ),
        };

    private static Check OfWriteInterest(SetUse write, SelectCall call) =>
        write.Everyone.Found == Found.Yes
            ? Check.Fail("SQ135", "Every client is put into the write set, pending bytes or not.", write.Everyone.Where)
            : Check.Pass("SQ135", "Not every client is put into the write set.", write.Filled.Where ?? call.Where);
}
