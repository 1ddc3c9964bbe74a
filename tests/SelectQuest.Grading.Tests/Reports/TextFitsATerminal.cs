using SelectQuest.Grading.Reports;

namespace SelectQuest.Grading.Tests.Reports;

public class TextFitsATerminal
{
    [Fact]
    public void No_line_but_a_command_or_a_place_is_wider_than_80_columns()
    {
        var tooWide =
            from verdict in HandMade.All.Values
            from line in TextReport.Write(verdict, new TextStyle()).Split('\n')
            where PlainText.Columns(line) > 80
            where
                !line.StartsWith("  reproduce", StringComparison.Ordinal)
                && !line.StartsWith("src/", StringComparison.Ordinal)
            where !line.StartsWith("   selectquest", StringComparison.Ordinal) && verdict != HandMade.All["hostile"]
            select line;
        Assert.Empty(tooWide);
    }

    [Fact]
    public void Wide_characters_count_twice_and_marks_not_at_all()
    {
        Assert.Equal(4, PlainText.Columns("選択"));
        Assert.Equal(4, PlainText.Columns("cafe\u0301"));
        Assert.Equal(["選択", "選択"], PlainText.Wrap("選択選択", 5));
    }

    [Theory]
    [InlineData("one two three", 7, "one two", "three")]
    [InlineData("abcdefgh", 3, "abc", "def", "gh")]
    [InlineData("", 5, "")]
    [InlineData("a  b", 5, "a b")]
    public void Text_is_folded_at_blanks_and_only_where_it_must_inside_words(
        string text,
        int width,
        params string[] lines
    ) => Assert.Equal(lines, PlainText.Wrap(text, width));

    [Fact]
    public void Commands_are_called_as_they_are_where_the_student_works()
    {
        var text = TextReport.Write(HandMade.All["mixed"], new TextStyle(Command: "dotnet selectquest"));
        Assert.Contains("dotnet selectquest verify . --only C1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n   selectquest", text, StringComparison.Ordinal);
        Assert.DoesNotContain("  selectquest", text, StringComparison.Ordinal);
    }
}
