namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

/// <summary>客。預かった物を覚えておく。</summary>
public sealed class Connection(int fd)
{
    private readonly List<byte> 預かり物 = [];

    public int Fd { get; } = fd;

    public ConnectionState State { get; private set; }

    public long LastActive { get; private set; } = Environment.TickCount64;

    internal byte[] 残り => [.. 預かり物];

    internal bool 残りあり => 預かり物.Count > 0;

    internal bool 終わり => State == ConnectionState.Closing;

    internal void 預かる(ReadOnlySpan<byte> 物)
    {
        預かり物.AddRange(物);
        動いた();
    }

    internal void 渡した(int 数)
    {
        預かり物.RemoveRange(0, 数);
        動いた();
    }

    internal void 終わる() => State = ConnectionState.Closing;

    internal void 捨てる()
    {
        預かり物.Clear();
        終わる();
    }

    private void 動いた()
    {
        LastActive = Environment.TickCount64;
        if (!終わり)
        {
            State = 残りあり ? ConnectionState.Writing : ConnectionState.Reading;
        }
    }
}
