namespace SelectQuest.Server.Computing;

/// <summary>
/// What the server computes. <see cref="Do"/> runs on threads of the pool, for several clients at the same time, and may take
/// as long as it likes: it touches no socket, and nothing but its arguments.
/// </summary>
public interface IWork
{
    /// <summary>The most bytes one job has. A client whose next job has no end within them is answered no more.</summary>
    int LongestJob { get; }

    /// <summary>The most bytes one reply has.</summary>
    int LongestReply { get; }

    /// <summary>Where does the first job end? On the loop's thread: it only looks.</summary>
    /// <param name="received">At most <see cref="LongestJob"/> bytes.</param>
    /// <returns>Its length, or 0 if the end has not come yet.</returns>
    int LengthOfFirstJob(ReadOnlySpan<byte> received);

    /// <summary>Computes the reply to one job.</summary>
    /// <returns>The length of the reply.</returns>
    int Do(ReadOnlySpan<byte> job, Span<byte> reply);
}
