using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;
using SelectQuest.Simulation.Tests.Loops;

namespace SelectQuest.Server;

/// <summary>Stands where the student's loop stands in LoopTests: a <see cref="SmallLoop"/> with the bug of the moment.</summary>
internal sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    /// <summary>Of this thread, so that the tests with a bug and those without can run side by side.</summary>
    [ThreadStatic]
    private static Bug bug;

    private readonly LoopUnderTest loop = SmallLoop.With(bug)(sockets, listenFd);

    public static void While(Bug present, Action action)
    {
        bug = present;
        try
        {
            action();
        }
        finally
        {
            bug = Bug.None;
        }
    }

    public void Iterate() => loop.Iterate();

    public void Run(CancellationToken token) => loop.Run(token);
}
