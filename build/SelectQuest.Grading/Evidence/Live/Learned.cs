namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// What scenarios tell later ones, so that one bug is named where it belongs and not again by all that follow.
/// </summary>
internal sealed class Learned
{
    /// <summary>It serves others while one client does not read. If not, later scenarios do without a slow client.</summary>
    public bool BearsSlowReaders { get; set; }

    /// <summary>It keeps sockets of clients that are gone.</summary>
    public bool LeaksSockets { get; set; }
}
