namespace SelectQuest.Server.Tests.Scenarios;

/// <summary>What could be seen of the server when it last called <c>select</c>: between two rounds, on its own thread.</summary>
/// <param name="Registered">Clients in the registry.</param>
/// <param name="Found">Open client fds that <see cref="ConnectionRegistry.Get"/> finds, each under its own number.</param>
/// <param name="OpenClients">Client fds accepted and not closed.</param>
/// <param name="MaxFd">What the registry says.</param>
/// <param name="HighestFd">The highest open client fd, or -1: what the registry should say.</param>
internal readonly record struct ServerState(int Registered, int Found, int OpenClients, int MaxFd, int HighestFd)
{
    /// <summary>The registry holds exactly the <paramref name="clients"/> that are connected, and knows the highest.</summary>
    public bool Holds(int clients) => this == new ServerState(clients, clients, clients, HighestFd, HighestFd);

    /// <summary>For messages.</summary>
    public override string ToString() =>
        $"{OpenClients} client fds open (highest {HighestFd}), {Registered} in the registry, {Found} of the open ones found by"
        + $" fd, MaxFd {MaxFd}";
}
