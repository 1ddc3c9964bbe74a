using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>
/// The fds of one server, numbered as in a process of its own: from 3, the lowest free number first. The kernel's own
/// numbers are the grader's, whose files and clients lie between them; and a loop that closes or reads an fd it was never
/// given must not reach those.
/// </summary>
internal sealed class FdNumbers
{
    /// <summary>0, 1 and 2 are standard input, output and error.</summary>
    public const int First = 3;

    private const int None = -1;
    private const int BitsPerWord = 64;

    private readonly List<int> kernelFds = [];
    private readonly HashSet<int> nonBlocking = [];

    /// <summary>The kernel's fds in use.</summary>
    public IEnumerable<int> KernelFds => kernelFds.Where(fd => fd != None);

    /// <summary>Gives a kernel's fd its number.</summary>
    public int Open(int kernelFd)
    {
        var free = kernelFds.IndexOf(None);
        if (free < 0)
        {
            kernelFds.Add(kernelFd);
            return First + kernelFds.Count - 1;
        }

        kernelFds[free] = kernelFd;
        return First + free;
    }

    public void Close(int number)
    {
        kernelFds[number - First] = None;
        nonBlocking.Remove(number);
    }

    /// <summary>The kernel's fd, or -1 if the number is not in use.</summary>
    public int KernelFd(int number) =>
        number >= First && number - First < kernelFds.Count ? kernelFds[number - First] : None;

    public void MakeNonBlocking(int number) => nonBlocking.Add(number);

    public bool IsNonBlocking(int number) => nonBlocking.Contains(number);

    /// <summary>A set to ask the kernel about: its members below nfds.</summary>
    /// <param name="highest">Raised to the highest of the kernel's fds.</param>
    /// <returns>False if a member is not in use: the kernel would say EBADF.</returns>
    public bool TryTranslate(int nfds, in FdSet asked, ref FdSet kernelSet, ref int highest)
    {
        for (var number = 0; number < nfds; number++)
        {
            if (asked.IsSet(number))
            {
                var fd = KernelFd(number);
                if (fd < 0)
                {
                    return false;
                }

                kernelSet.Set(fd);
                highest = Math.Max(highest, fd);
            }
        }

        return true;
    }

    /// <summary>
    /// Overwrites a set with those of its members that the kernel reports. As Linux does, in whole words up to nfds: what
    /// lies beyond stays as it is.
    /// </summary>
    public void TranslateBack(int nfds, ref FdSet asked, in FdSet reported)
    {
        var written = (nfds + BitsPerWord - 1) / BitsPerWord * BitsPerWord;
        for (var number = 0; number < written; number++)
        {
            if (asked.IsSet(number) && (number >= nfds || !reported.IsSet(KernelFd(number))))
            {
                asked.Clear(number);
            }
        }
    }
}
