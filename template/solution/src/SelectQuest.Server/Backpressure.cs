namespace SelectQuest.Server;

/// <summary>
/// A glance at Day 3. A client that sends and never reads makes its pending bytes grow for as long as we keep reading
/// from it. Not reading is the remedy: its own kernel's buffers fill up, and its next send has to wait.
/// </summary>
/// <param name="MaxPendingBytes">
/// From this many pending bytes on, the client is left out of the read set until some of them are sent. Null is no limit.
/// One receive buffer may come on top: what is read is never dropped.
/// </param>
public sealed record Backpressure(int? MaxPendingBytes)
{
    /// <summary>Read from everyone, always: the quest of today.</summary>
    public static Backpressure Off { get; } = new((int?)null);

    /// <summary>May this client's fd go into the read set?</summary>
    public bool AllowsReading(Connection connection) =>
        MaxPendingBytes is not { } limit || connection.Pending.Length < limit;
}
