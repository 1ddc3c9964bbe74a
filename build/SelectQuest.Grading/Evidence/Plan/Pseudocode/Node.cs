namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>What a statement does with the statements under it.</summary>
internal enum NodeKind
{
    Plain,
    Loop,
    If,
    Else,
    Function,
}

/// <summary>One statement of pseudocode or one sentence of a description, with what is nested in it.</summary>
/// <param name="Line">Line in the plan.</param>
/// <param name="Text">Without comment and string contents.</param>
/// <param name="Comment">The comment on its lines.</param>
internal sealed record Node(int Line, int Column, string Text, string Comment, NodeKind Kind)
{
    public List<Node> Children { get; } = [];

    /// <summary><see cref="Text"/>, folded.</summary>
    public string Words => _words ??= Folded.Of(Text);

    /// <summary>A sentence, not code.</summary>
    public bool Prose { get; init; }

    private string? _words;

    /// <summary>This node and all below it, in order.</summary>
    public IEnumerable<Node> All() => Children.SelectMany(child => child.All()).Prepend(this);

    // Identity, not value: two equal statements on one line are two.
    public bool Equals(Node? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
