namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>A line of the student's file. Numbers and columns count from 1.</summary>
internal sealed record PlanLine(int Number, int Column, string Text);

/// <summary>A heading and how deep it is.</summary>
/// <param name="Path">Its own title and those above it, folded, outermost first.</param>
internal sealed record Section(string Title, int Level, int Line, IReadOnlyList<string> Path)
{
    public static readonly Section None = new("", 0, 1, []);

    /// <summary>The section a list item with a colon stands in, when that item is taken as a title; else null.</summary>
    public Section? Within { get; init; }

    /// <summary>Its own title, folded.</summary>
    public string Own => Path.Count > 0 ? Path[^1] : "";

    /// <summary>Titles from outermost to own, one text to look words up in.</summary>
    public string Words { get; } = string.Join(" / ", Path);
}

internal enum BlockKind
{
    /// <summary>Fenced, indented or preformatted.</summary>
    Code,

    /// <summary>A paragraph.</summary>
    Prose,

    /// <summary>The text of one list item, without the items below it.</summary>
    Item,

    /// <summary>One row of a table.</summary>
    Row,
}

/// <summary>A piece of the plan that is one thing: a paragraph, an item, a row, a listing.</summary>
internal sealed record PlanBlock(BlockKind Kind, Section Section, IReadOnlyList<PlanLine> Lines)
{
    /// <summary>How many lists it is nested in; 0 outside of lists.</summary>
    public int Depth { get; init; }

    /// <summary>The number or letter in front of an item, or the bullet.</summary>
    public string Marker { get; init; } = "";

    /// <summary>Counts the plan's lists and tables: items and rows with the same number belong together.</summary>
    public int Group { get; init; }

    /// <summary>A row's cells.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];

    /// <summary>The cells of the table's header; empty if it has none.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>All lines as one text.</summary>
    public string Text => _text ??= string.Join('\n', Lines.Select(line => line.Text));

    /// <summary><see cref="Text"/>, folded.</summary>
    public string Words => _words ??= Folded.Of(Text);

    public int Line => Lines[0].Number;

    public int Column => Lines[0].Column;

    private string? _text;
    private string? _words;
}

/// <summary>The plan as a sequence of blocks in the order of the file, each knowing the headings above it.</summary>
/// <param name="Path">The file's path in the submission.</param>
internal sealed record PlanDocument(string Path, IReadOnlyList<PlanBlock> Blocks, IReadOnlyList<Section> Sections)
{
    /// <summary>The listings.</summary>
    public IEnumerable<PlanBlock> Code => Blocks.Where(block => block.Kind == BlockKind.Code);

    /// <summary>Everything that is not a listing.</summary>
    public IEnumerable<PlanBlock> Text => Blocks.Where(block => block.Kind != BlockKind.Code);
}
