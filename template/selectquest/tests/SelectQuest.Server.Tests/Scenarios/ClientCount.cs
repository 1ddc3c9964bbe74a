namespace SelectQuest.Server.Tests.Scenarios;

/// <summary>How many clients the scenarios bring.</summary>
internal static class ClientCount
{
    /// <summary>
    /// Both ends of every connection live in this one process and take two fds, and the runtime needs some for itself: a
    /// few hundred is all that fits below FD_SETSIZE.
    /// </summary>
    internal const int Clients = 50;

    /// <summary>Those who leave in scenarios 3 and 4.</summary>
    internal const int HalfOfThem = Clients / 2;
}
