using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public enum ConnectionState
{
    Connecting,
    Reading,
    Writing,
    Closing,
}

/// <summary>Ein Gast. Er weiß selbst, wie man ihn bedient.</summary>
public sealed class Connection(int fd)
{
    private byte[] vorrat = new byte[256];
    private int füllstand;

    public int Fd { get; } = fd;

    public ConnectionState State { get; set; }

    public long LastActive { get; private set; } = Environment.TickCount64;

    /// <summary>So viele Bytes sind wir ihm noch schuldig.</summary>
    internal int Schulden => füllstand;

    internal bool WillSprechen => State != ConnectionState.Closing;

    internal bool IstErledigt => State == ConnectionState.Closing && füllstand == 0;

    internal void Annehmen(ISocketApi kern)
    {
        if (State == ConnectionState.Closing)
        {
            return;
        }

        Span<byte> eingang = stackalloc byte[4096];
        var bekommen = kern.Receive(Fd, eingang, out var fehler);
        if (bekommen == 0)
        {
            State = ConnectionState.Closing;
        }
        else if (bekommen > 0)
        {
            Merken(eingang[..bekommen]);
            Abliefern(kern);
        }
        else if (fehler is not (Errno.EAGAIN or Errno.EINTR))
        {
            Aufgeben();
        }
    }

    internal void Abliefern(ISocketApi kern)
    {
        if (füllstand == 0)
        {
            return;
        }

        var geschickt = kern.Send(Fd, vorrat.AsSpan(0, füllstand), out var fehler);
        if (geschickt >= 0)
        {
            // Der Rest rückt nach vorn.
            vorrat.AsSpan(geschickt, füllstand - geschickt).CopyTo(vorrat);
            füllstand -= geschickt;
            Rühren();
        }
        else if (fehler is not (Errno.EAGAIN or Errno.EINTR))
        {
            Aufgeben();
        }
    }

    internal void Aufgeben()
    {
        füllstand = 0;
        State = ConnectionState.Closing;
    }

    private void Merken(ReadOnlySpan<byte> neues)
    {
        if (füllstand + neues.Length > vorrat.Length)
        {
            Array.Resize(ref vorrat, Math.Max(2 * vorrat.Length, füllstand + neues.Length));
        }

        neues.CopyTo(vorrat.AsSpan(füllstand));
        füllstand += neues.Length;
        Rühren();
    }

    private void Rühren()
    {
        LastActive = Environment.TickCount64;
        if (State != ConnectionState.Closing)
        {
            State = füllstand > 0 ? ConnectionState.Writing : ConnectionState.Reading;
        }
    }
}
