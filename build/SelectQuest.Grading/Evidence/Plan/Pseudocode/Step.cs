namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>One thing done in the course of a loop's body, in order, with helpers written in place of their calls.</summary>
/// <param name="Text">The statement, the helper's parameters replaced by what was passed.</param>
/// <param name="Guards">The conditions it stands under, outermost first, as text; <c>!</c> in front where one skips it.</param>
/// <param name="Loops">The loops inside the event loop it stands in, outermost first, as text.</param>
internal sealed record Step(Node Node, string Text, IReadOnlyList<string> Guards, IReadOnlyList<string> Loops)
{
    /// <summary><see cref="Text"/>, folded.</summary>
    public string Words { get; } = Folded.Of(Text);

    /// <summary>The listing it stands in: 0 for the loop's own, else counted; helpers keep the caller's.</summary>
    public bool Handles => Node.Children.Any(child => child.All().Any(DoesSomething));

    private static bool DoesSomething(Node node)
    {
        var text = node.Text.Trim().TrimEnd(';').Trim();
        return text.Length > 0
            && text.ToUpperInvariant()
                is not ("PASS" or "..." or "…" or "TODO" or "CONTINUE" or "NOP" or "{}" or "NOOP" or "NULL");
    }
}
