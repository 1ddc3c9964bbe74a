using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Steps;

internal static class Wait
{
    private static readonly TimeSpan Patience = new(0, 0, 0, 0, milliseconds: 250);

    public static int Do(World world)
    {
        var nfds = 1 + Math.Max(world.Registry.MaxFd, world.ListenFd);
        var answer = world.Sockets.Select(nfds, ref world.Read, ref world.Write, ref world.Error, Patience, out var errno);
        return answer >= 0 || errno == Errno.EINTR ? answer : throw new InvalidOperationException($"select: {errno}");
    }
}
