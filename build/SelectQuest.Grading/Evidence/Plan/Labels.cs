namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>What a plan says about its own listings: a bad example does not count against it, someone else's not for it.</summary>
internal static class Labels
{
    private static readonly Words Bad = new(
        "wrong, bad, broken, buggy, incorrect, naive, don't, dont, do not, not like this, never do, anti-pattern, antipattern, how not to, mistake, fails because, bug",
        "falsch*, schlecht*, nicht so, fehlerhaft*, so nicht, gegenbeispiel, mauvais*, faux, fausse, incorrecte*, a eviter, mal, malo, mala, incorrect*, asi no, errado, errada",
        "sbagliat*, だめ, ダメ, 悪い, 誤り, 間違, 错误的, 错误示例, 反例, 不要这样, ❌, неправильн*, плох*"
    );

    private static readonly Words Others = new(
        "from the lecture, from the course, from the book, from the brief, from the quest, from the slides, from the man page, man page, beej*, stevens, stackoverflow, stack overflow",
        "tutorial, neighbour*, neighbor*, classmate*, colleague*, someone else*, not mine, not my, copied from, quoted from, taken from, example from, given by, instructor's, teacher's, for reference",
        "nicht von mir, aus der vorlesung, aus dem buch, vorlage, kommiliton*, du cours, pas de moi, du livre, del curso, del libro, no es mio, de otro, 他人, 教科書, 引用, 来自, 课本, 老师的, 借用"
    );

    private static readonly Words Mine = new(
        "my, mine, our, own, correct, right, instead, fixed, better, good, mein*, unser*, richtig*, korrekt*, besser*, eigene*, mon, notre, correct*, mi, nuestro*, propi*, bien, 正しい, 自分, 正确, 我的, 我们的, ✅"
    );

    /// <summary>Whether the listing is labelled as a bad example, or as not the student's, by what stands directly above or in it.</summary>
    public static bool Excludes(PlanDocument plan, PlanBlock listing, out bool others)
    {
        var at = plan.Blocks.ToList().IndexOf(listing);
        var above =
            at > 0 && plan.Blocks[at - 1] is { Kind: not BlockKind.Code } block && block.Section == listing.Section
                ? Sentences.All(block).LastOrDefault()?.Words ?? ""
                : "";
        var title = listing.Section.Path.Count > 0 ? listing.Section.Path[^1] : "";
        var first = Folded.Of(FirstComment(listing));
        others = new[] { above, title, first }.Any(label => Others.In(label) && !MineInstead(label));
        return others || new[] { above, title, first }.Any(label => Bad.In(label) && !MineInstead(label));
    }

    // "That is wrong, so mine is:" names the next listing as the good one.
    private static bool MineInstead(string label) =>
        Mine.In(label)
        && !label.Contains("not my", StringComparison.Ordinal)
        && !label.Contains("not mine", StringComparison.Ordinal)
        && !label.Contains("nicht von mir", StringComparison.Ordinal);

    private static string FirstComment(PlanBlock listing)
    {
        var first = listing.Lines.FirstOrDefault(line => line.Text.Trim().Length > 0)?.Text.Trim() ?? "";
        return first.Length > 0 && first[0] is '/' or '#' or '-' or ';' or '%' or '\'' or '(' ? first : "";
    }
}
