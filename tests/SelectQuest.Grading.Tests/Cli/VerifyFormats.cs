using System.Text.Json;
using SelectQuest.Cli;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Cli;

public class VerifyFormats
{
    private static readonly string[] Runner =
    [
        "CLASSROOM=cs",
        "ASSIGNMENT=quest",
        "OWNER=ada",
        "SUBMISSION_TAG=submit/1",
        "COMMIT_URL=https://example.org/c",
        "RELEASE_URL=https://example.org/r",
    ];

    [Theory]
    [InlineData("text", "plan.md\n")]
    [InlineData("json", "{\n  \"schema\": \"selectquest/verdict/v1\"")]
    [InlineData("markdown", "### ")]
    [InlineData("html", "<!doctype html>\n")]
    [InlineData("sarif", "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\"")]
    [InlineData("junit", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites ")]
    [InlineData("gradescope", "{\n  \"score\": 0,\n  \"execution_time\": ")]
    [InlineData("classroom50", "{\n  \"schema\": \"classroom50/result/v1\"")]
    [InlineData("autolab", "plan.md\n")]
    public void Each_format_is_one_of_verifys(string format, string begins)
    {
        var ran = Verify(Runner, "--format", format);
        Assert.Equal((1, ""), (ran.ExitCode, ran.Error));
        Assert.StartsWith(begins, ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_Classroom_50_misses_is_named_before_anything_is_judged()
    {
        var ran = Verify(["CLASSROOM=cs", "OWNER="], "--format", "classroom50");
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Equal(
            "selectquest: --format classroom50 needs assignment, owner, submission, commit, release. "
                + "Its runner sets ASSIGNMENT, OWNER, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL; elsewhere name them: "
                + "--classroom50 assignment=... --classroom50 owner=... --classroom50 submission=... "
                + "--classroom50 commit=... --classroom50 release=...\n",
            ran.Error.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public void What_is_named_goes_before_what_the_runner_sets()
    {
        var ran = Verify(
            [.. Runner, "ASSIGNMENT_TYPE=group"],
            "--format",
            "classroom50",
            "--classroom50",
            "owner=bilal",
            "--classroom50",
            "datetime=2026-09-14T10:30:00+02:00"
        );
        using var json = JsonDocument.Parse(ran.Output);
        string Said(string field) => json.RootElement.GetProperty(field).GetString()!;
        Assert.Equal(
            ("bilal", "group", "2026-09-14T08:30:00Z"),
            (Said("owner"), Said("assignment_type"), Said("datetime"))
        );
        // Nothing to compare with: the commit is what there is to review.
        Assert.Equal("https://example.org/c", Said("review"));
    }

    [Theory]
    [InlineData("owner", "takes FIELD=VALUE, not owner.")]
    [InlineData("owner=", "takes FIELD=VALUE, not owner=.")]
    [InlineData("colour=red", "The fields are: classroom, assignment,")]
    [InlineData("submission=v1", "submit/..., not v1.")]
    [InlineData("assignment_type=crowd", "is one of individual, group, team, not crowd.")]
    [InlineData("datetime=noon", "is a time such as 2026-09-14T08:30:00Z, not noon.")]
    public void What_Classroom_50_would_refuse_is_refused_here(string word, string says)
    {
        var ran = Verify(Runner, "--format", "classroom50", "--classroom50", word);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradescope_gets_its_file_even_where_there_is_no_verdict()
    {
        using var folder = new TemporaryFolder();
        var ran = Run([], ["verify", folder["missing"], "--format", "gradescope", "--output", folder["results.json"]]);
        Assert.Equal(2, ran.ExitCode);
        using var json = JsonDocument.Parse(File.ReadAllText(folder["results.json"]));
        Assert.Equal(0, json.RootElement.GetProperty("score").GetInt32());
        Assert.Contains(
            "There is no verdict, and a person has to grade this",
            json.RootElement.GetProperty("output").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_unknown_format_names_those_there_are()
    {
        var ran = Verify([], "--format", "pdf");
        Assert.Equal(2, ran.ExitCode);
        Assert.All(ReportFormats.Names, name => Assert.Contains(name, ran.Error, StringComparison.Ordinal));
    }

    private static Ran Verify(string[] variables, params string[] options)
    {
        using var folder = new TemporaryFolder().With("plan.md", "# Plan\n");
        return Run(variables, ["verify", folder["plan.md"], .. options]);
    }

    private static Ran Run(string[] variables, string[] arguments)
    {
        var set = variables.Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(() => Stream.Null, output, error, TimeProvider.System)
        {
            Variable = name => set.GetValueOrDefault(name),
        };
        return new Ran(App.Run(arguments, terminal), output.ToString(), error.ToString());
    }
}
