using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Tests.Kernel;

internal static class StraceHere
{
    /// <summary>Skips the test, with the grader's own reason, where there is no kernel's record to be had.</summary>
    public static async Task OrSkip()
    {
        var refusal = await Strace.Installed.Refusal(TestContext.Current.CancellationToken);
        Assert.SkipUnless(refusal is null, refusal ?? "");
    }
}
