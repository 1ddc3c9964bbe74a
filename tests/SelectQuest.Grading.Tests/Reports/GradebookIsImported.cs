using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Tests.Reports;

public class GradebookIsImported
{
    private const string Canvas = """"
        Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (12),Select quest (4711),Final Score
            Points Possible,,,,,10,100,(read only)
        "Ashworth, Ada",501,17,ada,Lab A,9,,91
        "Demir, ""Bilal""",502,4,bilal,Lab A,8,50,88
        "Dahl, Dora",503,31,dora,Lab B,7,,70
        "Student, Test",599,,,Lab A,,,
        """";

    [Fact]
    public void In_Canvas_columns_a_score_stands_in_its_own_assignment_and_no_other_grade_comes_along()
    {
        var roster = Roster.Read(Canvas, "SIS User ID");
        Assert.Equal(
            """"
            Student,ID,SIS User ID,SIS Login ID,Section,Select quest (4711)
            "    Points Possible",,,,,100
            "Ashworth, Ada",501,17,ada,Lab A,
            "Demir, ""Bilal""",502,4,bilal,Lab A,100
            "Dahl, Dora",503,31,dora,Lab B,
            "Student, Test",599,,,Lab A,

            """".ReplaceLineEndings("\r\n"),
            Gradebook.Write(HandMadeClass.Small, roster)
        );
    }

    [Fact]
    public void In_Moodle_columns_the_quest_is_a_column_of_its_own()
    {
        var roster = Roster.Read(
            "\ufeff\"First name\",\"Last name\",\"ID number\",\"Email address\"\r\nBilal,Demir,4,b@example.org\r\n"
        );
        Assert.Equal(
            "First name,Last name,ID number,Email address,Select quest\r\nBilal,Demir,4,b@example.org,100\r\n",
            Gradebook.Write(HandMadeClass.Small, roster)
        );
        Assert.Equal("Bilal Demir", roster.NameOf(roster.Rows[0]));
    }

    [Fact]
    public void What_waits_for_a_person_has_no_number_and_a_proven_fail_has_one()
    {
        var rows = CsvText.Read(Gradebook.Write(HandMadeClass.Small)).ToDictionary(r => r[1], r => r[2]);
        Assert.Equal(("", "100", "0", "0"), (rows["17"], rows["4"], rows["23"], rows["99"]));
    }

    [Fact]
    public void Who_is_in_no_row_is_told() =>
        Assert.Equal(
            ["s-hostile", "s-no-plan"],
            Gradebook
                .NotInRoster(HandMadeClass.Small, Roster.Read(Canvas, "SIS User ID"))
                .Select(e => e.Slug)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Who_is_in_no_row_stands_on_the_index()
    {
        var strangers = Gradebook.NotInRoster(HandMadeClass.Small, Roster.Read(Canvas, "SIS User ID"));
        var page = ClassIndex.Write(HandMadeClass.Small with { NotInRoster = strangers });
        Assert.Contains("Not on the class list", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Not on the class list", ClassIndex.Write(HandMadeClass.Small), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_with_one_students_name_neither_score_is_imported()
    {
        var twice = HandMadeClass.Small with
        {
            Entries = [.. HandMadeClass.Small.Entries, HandMadeClass.Small.Entries[1] with { Slug = "s-again" }],
        };
        var rows = CsvText.Read(Gradebook.Write(twice, Roster.Read(Canvas, "SIS User ID")));
        Assert.Equal("", rows.Single(row => row[2] == "4")[5]);
    }

    [Theory]
    [InlineData("", null, "the roster is empty")]
    [InlineData("Name,Mail\nx,y", null, "has no column any of")]
    [InlineData("Student,ID\nx,1", "Login", "has no column Login")]
    [InlineData("Student,ID\nx,1\ny,1", null, "has 1 twice")]
    public void A_roster_that_cannot_be_matched_is_refused(string csv, string? key, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<UnusableInputException>(() => Roster.Read(csv, key)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    [InlineData("\u202e=1")]
    [InlineData("\u200b=1")]
    public void No_cell_begins_like_a_formula(string text)
    {
        var cell = Assert.Single(CsvText.Read(CsvText.Row([text])).Single());
        Assert.DoesNotContain(cell.TrimStart()[0], "=+-@＝\t\r\n");
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a,b")]
    [InlineData("say \"x\"")]
    [InlineData("a;b")]
    [InlineData(" kept ")]
    [InlineData("مى\u200cخواهم")]
    [InlineData("👩\u200d💻")]
    public void What_is_no_danger_comes_back_as_it_was(string text) =>
        Assert.Equal([text, "end"], CsvText.Read(CsvText.Row([text, "end"])).Single());

    [Fact]
    public void A_spreadsheets_own_dialect_is_read()
    {
        string[][] semicolons =
        [
            ["a", "b"],
            ["1,5", "2\n3"],
        ];
        string[][] quotes =
        [
            ["a", ""],
            ["", "x\"y"],
        ];
        Assert.Equal(semicolons, CsvText.Read("\ufeffa;b\r\n1,5;\"2\n3\"\r\n\r\n"));
        Assert.Equal(quotes, CsvText.Read("a,\n,\"x\"\"y\""));
    }
}
