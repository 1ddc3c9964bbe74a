namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// Tells a server that spins from one that waits, by looking again and again whether one of its threads wants the
/// processor. Unlike processor time this does not depend on how much of the processor a busy machine leaves to it.
/// </summary>
internal sealed class Spin
{
    private const int FewestLooks = 10;

    /// <summary>Who waits is found ready in a few looks of a hundred, also on a busy machine; who spins in all.</summary>
    private const double Share = 0.9;

    private int looks;
    private int ready;

    public bool IsProven => looks >= FewestLooks && ready >= looks * Share;

    public void Look(IEnumerable<int> processes)
    {
        looks++;
        if (ProcFiles.Supported && processes.Any(ProcFiles.WantsProcessor))
        {
            ready++;
        }
    }

    public void Forget() => looks = ready = 0;
}
