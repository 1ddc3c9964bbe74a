using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>
/// The two things a simulation does with a loop. It knows nothing else of it: everything it judges, it sees at the seam.
/// </summary>
/// <param name="Iterate">One turn of the loop: exactly one select.</param>
/// <param name="Run">Turns until the token is cancelled, then shutdown.</param>
public sealed record LoopUnderTest(Action Iterate, Action<CancellationToken> Run);

/// <summary>Makes a loop on a seam and a listening fd: <c>(sockets, fd) => ...</c>.</summary>
public delegate LoopUnderTest LoopMaker(ISocketApi sockets, int listenFd);
