using SelectQuest.Grading.Evidence.Source;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>One thread serves everybody: the point of the quest, and so asked for twice.</summary>
internal static class OneThread
{
    public static Check Judge(string rule, SourceFacts facts)
    {
        var others = facts
            .Activities.Where(activity => activity.InLoop)
            .Where(activity => activity.Kind is ActivityKind.Thread or ActivityKind.Async)
            .ToArray();
        return others.FirstOrDefault(activity => activity.Kind == ActivityKind.Thread) is { } thread
                ? Check.Fail(rule, $"`{thread.Name}` brings a second thread into the loop.", thread.Where)
            : others is [var later, ..]
                ? Check.Review(rule, $"After `{later.Name}` the loop may go on in another thread.", later.Where)
            : Check.Pass(rule, "Nothing in the loop starts another thread.", facts.Loop);
    }
}
