using SelectQuest.Server.Sockets;

namespace SelectQuest.Simulation.Tests.Loops;

/// <summary>What the loop does with one client: recv, send, close.</summary>
internal sealed partial class SmallLoop
{
    private void Receive(Client client)
    {
        var count = sockets.Receive(client.Fd, buffer, out var errno);
        if (count > 0)
        {
            if (bug == Bug.NewBytesOvertakeOldOnes)
            {
                client.Pending.InsertRange(0, buffer.AsSpan(0, count).ToArray());
            }
            else
            {
                client.Pending.AddRange(buffer.AsSpan(0, count));
            }

            Send(client);
        }
        else if (count == 0)
        {
            client.Finished = bug != Bug.EndOfFileIgnored;
            if (bug == Bug.EndOfFileDropsPending)
            {
                client.Pending.Clear();
            }
        }
        else
        {
            var closes =
                (bug == Bug.ReceiveEagainCloses && errno == Errno.EAGAIN)
                || (bug == Bug.ReceiveEintrCloses && errno == Errno.EINTR);
            Fail(client, errno, closes);
        }
    }

    private void Send(Client client)
    {
        if (client.Pending.Count == 0)
        {
            return;
        }

        var data =
            bug == Bug.OneBufferForAll ? buffer[..Math.Min(buffer.Length, client.Pending.Count)] : [.. client.Pending];
        int count;
        Errno errno;
        do
        {
            count = sockets.Send(client.Fd, data, out errno);
        } while (bug == Bug.SendRetriedUntilItFits && count < 0 && errno == Errno.EAGAIN);
        if (count < 0)
        {
            Fail(client, errno, bug == Bug.SendEagainCloses && errno == Errno.EAGAIN);
        }
        else if (bug == Bug.PartialSendDropped || (bug == Bug.PartialSendResentWhole && count == data.Length))
        {
            client.Pending.Clear();
        }
        else if (bug != Bug.PartialSendResentWhole)
        {
            client.Pending.RemoveRange(0, count);
        }
    }

    private void Fail(Client client, Errno errno, bool closesAnyway)
    {
        if (errno is Errno.EAGAIN or Errno.EINTR && !closesAnyway)
        {
            return;
        }

        if (bug == Bug.ResetThrows)
        {
            throw new IOException($"{errno}");
        }

        if (bug != Bug.ResetIsNoReasonToClose || closesAnyway)
        {
            client.Pending.Clear();
            client.Finished = true;
        }
    }

    private void CloseIfDone(Client client)
    {
        if (client.Finished && client.Pending.Count == 0)
        {
            if (bug == Bug.LeaksAtEndOfFile)
            {
                clients.Remove(client.Fd);
                return;
            }

            Close(client);
        }
    }

    private void Close(Client client)
    {
        sockets.Close(client.Fd);
        if (bug == Bug.ClosesTwice)
        {
            sockets.Close(client.Fd);
        }

        if (bug == Bug.UsesAfterClose)
        {
            sockets.Receive(client.Fd, buffer, out _);
        }

        if (bug != Bug.ClosedFdStaysInRegistry)
        {
            clients.Remove(client.Fd);
        }

        resting = false;
    }
}
