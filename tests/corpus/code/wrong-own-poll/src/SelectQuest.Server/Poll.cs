using System.Runtime.InteropServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>poll has no limit of 1024, so it is better than select.</summary>
internal static unsafe partial class Poll
{
    private const short In = 1;
    private const short Pri = 2;
    private const short Out = 4;

    public static int Wait(int maxFd, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout)
    {
        var watched = new List<PollFd>();
        for (var fd = 0; fd <= maxFd; fd++)
        {
            var events = (read.IsSet(fd) ? In : 0) | (write.IsSet(fd) ? Out : 0) | (error.IsSet(fd) ? Pri : 0);
            if (events != 0)
            {
                watched.Add(new PollFd { Fd = fd, Events = (short)events });
            }
        }

        var array = watched.ToArray();
        int ready;
        fixed (PollFd* first = array)
        {
            ready = poll(first, (nuint)array.Length, (int)timeout.TotalMilliseconds);
        }

        read.Zero();
        write.Zero();
        error.Zero();
        foreach (var answer in array)
        {
            if ((answer.Returned & ~(Out | Pri)) != 0)
            {
                read.Set(answer.Fd);
            }

            if ((answer.Returned & Out) != 0)
            {
                write.Set(answer.Fd);
            }

            if ((answer.Returned & Pri) != 0)
            {
                error.Set(answer.Fd);
            }
        }

        return ready;
    }

    private struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }

    [DllImport("libc")]
    private static extern int poll(PollFd* fds, nuint count, int timeout);
}
