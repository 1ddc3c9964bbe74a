using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Abstract;

/// <summary>The skeleton of a round. What a peer is and what to do with it is for the heirs to say.</summary>
public abstract class Reactor<TPeer>(ISocketApi sockets)
    where TPeer : class
{
    protected ISocketApi Sockets { get; } = sockets;

    protected abstract TimeSpan Patience { get; }

    protected abstract int HighestFd { get; }

    protected abstract IEnumerable<TPeer> Peers { get; }

    protected abstract int FdOf(TPeer peer);

    protected abstract bool WantsToHear(TPeer peer);

    protected abstract bool WantsToSpeak(TPeer peer);

    protected virtual void AddListeners(ref FdSet read)
    {
    }

    protected abstract void OnReadable(TPeer peer);

    protected abstract void OnWritable(TPeer peer);

    protected abstract void OnExceptional(TPeer peer);

    protected virtual void AfterEach(TPeer peer)
    {
    }

    protected virtual void AfterAll(in FdSet read)
    {
    }

    protected virtual void OnSilence()
    {
    }

    protected bool Round()
    {
        FdSet read = default;
        FdSet write = default;
        FdSet exceptional = default;
        AddListeners(ref read);
        foreach (var peer in Peers)
        {
            AddTo(ref read, peer, WantsToHear(peer));
            AddTo(ref write, peer, WantsToSpeak(peer));
            AddTo(ref exceptional, peer, true);
        }

        return Wait(ref read, ref write, ref exceptional) switch
        {
            < 0 => true,
            0 => Silence(),
            _ => Dispatch(in read, in write, in exceptional),
        };
    }

    private void AddTo(ref FdSet set, TPeer peer, bool wanted)
    {
        if (wanted)
        {
            set.Set(FdOf(peer));
        }
    }

    private int Wait(ref FdSet read, ref FdSet write, ref FdSet exceptional)
    {
        var nfds = HighestFd + 1;
        var ready = Sockets.Select(nfds, ref read, ref write, ref exceptional, Patience, out var errno);
        return ready < 0 && errno is not Errno.EINTR ? throw new InvalidOperationException(errno.ToString()) : ready;
    }

    private bool Silence()
    {
        OnSilence();
        return false;
    }

    private bool Dispatch(in FdSet read, in FdSet write, in FdSet exceptional)
    {
        foreach (var peer in Peers.ToList())
        {
            var fd = FdOf(peer);
            if (write.IsSet(fd))
            {
                OnWritable(peer);
            }

            if (read.IsSet(fd))
            {
                OnReadable(peer);
            }

            if (exceptional.IsSet(fd))
            {
                OnExceptional(peer);
            }

            AfterEach(peer);
        }

        AfterAll(in read);
        return true;
    }
}
