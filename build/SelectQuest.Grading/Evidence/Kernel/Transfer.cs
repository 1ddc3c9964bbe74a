namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>A call that moves bytes from or to a socket.</summary>
/// <param name="Asked">How many bytes were offered; null where the arguments do not tell.</param>
internal sealed record Transfer(SystemCall Call, int Fd, bool Receives, long? Asked)
{
    public static Transfer? Of(SystemCall call) =>
        call.Name switch
        {
            "recvfrom" or "recv" or "read" => From(call, receives: true, call.Number(2)),
            "recvmsg" or "recvmmsg" or "readv" => From(call, receives: true, null),
            "sendto" or "send" or "write" => From(call, receives: false, call.Number(2)),
            "sendmsg" or "sendmmsg" or "writev" or "sendfile" or "sendfile64" => From(call, receives: false, null),
            _ => null,
        };

    /// <summary>Books a call that has come back.</summary>
    public void Happened(TracedClient client, long selectCall)
    {
        if (Call.Result is >= 0 and var count)
        {
            if (!Receives)
            {
                client.Sent(count, all: Asked is null || count >= Asked, selectCall);
            }
            else if (Asked != 0 && !Peeks)
            {
                client.Received(count, selectCall);
            }
        }
        else if (Call.Errno is "EAGAIN")
        {
            if (!Receives)
            {
                client.FoundNoRoom();
            }
        }
        else if (
            Call.Errno is not (null or "EINTR" or "EINVAL")
            && !Call.Errno.StartsWith("ERESTART", StringComparison.Ordinal)
        )
        {
            client.Failed = true;
        }
    }

    private bool Peeks => Call.Argument(3).Contains("MSG_PEEK", StringComparison.Ordinal);

    private static Transfer? From(SystemCall call, bool receives, long? asked) =>
        call.Fd(0) is { } fd ? new Transfer(call, fd, receives, asked) : null;
}
