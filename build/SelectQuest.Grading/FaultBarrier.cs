using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading;

/// <summary>Turns an exception of the grader into a check, so that one faulty rule costs no student a point.</summary>
internal sealed class FaultBarrier(Action<Exception>? onFault)
{
    /// <summary>The grader itself failed.</summary>
    public const string GraderFailed = "SQ901";

    /// <param name="work">What is being done, to complete "The grader failed while ...".</param>
    public IReadOnlyList<Check> Guard(string work, Func<IEnumerable<Check>> checks)
    {
        try
        {
            return [.. checks()];
        }
#pragma warning disable CA1031 // Any exception here is a defect of the grader, and none may decide a grade.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            onFault?.Invoke(fault);
            return
            [
                new Check(GraderFailed, Outcome.Error, $"The grader failed while {work} ({fault.GetType().Name})."),
            ];
        }
    }
}
