using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Server.Simulation;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

public class ExceptionsOfTheStudent
{
    [Fact]
    public void An_exception_is_shown_at_the_students_line() =>
        Assert.Equal(
            "Fail SQ436 handlers.cs:33:1 Iterate threw KeyNotFoundException: There is no 7.",
            Thrown(new StudentException("Iterate", "KeyNotFoundException", "There is no 7.", "handlers.cs", 33))
        );

    [Theory]
    [InlineData("handlers.cs", 0)]
    [InlineData("handlers.cs", -1)]
    [InlineData("/etc/passwd", 1)]
    [InlineData("", 33)]
    public void A_line_that_is_none_of_the_students_is_not_shown(string file, int line) =>
        Assert.Equal(
            "Fail SQ436 loop.cs:10:1 Iterate threw InvalidOperationException: No.",
            Thrown(new StudentException("Iterate", "InvalidOperationException", "No.", file, line))
        );

    [Fact]
    public void A_process_that_was_lost_says_itself_what_became_of_it() =>
        Assert.Equal(
            "Fail SQ436 loop.cs:10:1 Iterate ended the process with exit code 0.",
            Thrown(new WorkerLostException("Iterate ended the process with exit code 0.", late: false, refused: null))
        );

    [Fact]
    public void A_process_that_ended_because_its_second_thread_was_refused_is_told_as_that_thread()
    {
        var second = new Violation(ViolationKind.WrongThread, -1, 0, "every call from one thread", "another thread");
        var refused = new ViolationException(second);

        Assert.Equal(
            "Fail SQ432 loop.cs:10:1 Expected: every call from one thread. Observed: another thread.",
            Thrown(new WorkerLostException("Iterate ended the process with exit code 134.", late: false, refused))
        );
        Assert.Equal(Thrown(refused), Thrown(new WorkerLostException("It hung.", late: true, refused)));
    }

    [Fact]
    public void Any_other_exception_is_the_simulated_kernels_and_told_as_what_it_expected() =>
        Assert.Equal(
            "Fail SQ436 loop.cs:10:1 Expected: no exception. Observed: an exception.",
            Thrown(new InvalidOperationException("Not the student's words."))
        );

    private static string Thrown(Exception exception) =>
        Assert
            .Single(
                Behaviour.Join(
                    Criterion.C4,
                    [],
                    SoundRun.Simulated(SoundRun.Violation(ViolationKind.ThrewForNoBug, exception))
                )
            )
            .AsLine();
}
