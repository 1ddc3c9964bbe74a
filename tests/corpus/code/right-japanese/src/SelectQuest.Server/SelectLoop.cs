using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>スレッドは一つ、ループも一つ。準備のできた客だけに応対する。</summary>
public sealed class SelectLoop
{
    /// <summary>何も起きなければ一秒待つ。停止の合図に気づくのが遅れても一秒、暇なときに起きるのも一秒に一度。</summary>
    private static readonly TimeSpan 待ち時間 = TimeSpan.FromSeconds(1);

    private readonly ISocketApi 核;
    private readonly byte[] 盆 = new byte[4096];
    private int 入口;
    private bool 入口は休み;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        核 = sockets;
        入口 = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => 一周();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            一周();
        }

        // 新しい客はもう入れない。
        核.Close(入口);
        入口 = -1;
        foreach (var 客 in Registry.ToArray())
        {
            客.終わる();
            片付ける(客);
        }

        // 残りの分を渡す。五秒まで。
        for (var 沈黙 = 0; Registry.Count > 0 && 沈黙 < 5;)
        {
            沈黙 += 一周() == 0 ? 1 : 0;
        }

        foreach (var 客 in Registry.ToArray())
        {
            客.捨てる();
            片付ける(客);
        }
    }

    private int 一周()
    {
        // select は集合を書き換えるので、毎回作り直す。
        FdSet 読む = default;
        FdSet 書く = default;
        FdSet 異常 = default;
        if (入口 >= 0 && !入口は休み)
        {
            読む.Set(入口);
        }

        foreach (var 客 in Registry)
        {
            if (!客.終わり)
            {
                読む.Set(客.Fd);
            }

            // 送る物がある客だけ。全員を入れると select は待たなくなる。
            if (客.残りあり)
            {
                書く.Set(客.Fd);
            }

            異常.Set(客.Fd);
        }

        var 最大 = Math.Max(入口, Registry.MaxFd);
        var 数 = 核.Select(最大 + 1, ref 読む, ref 書く, ref 異常, 待ち時間, out var 誤り);
        if (数 == 0)
        {
            入口は休み = false;
        }
        else if (数 < 0 && 誤り != Errno.EINTR)
        {
            throw new InvalidOperationException($"select: {誤り}");
        }
        else if (数 > 0)
        {
            応対(読む, 書く, 異常);
        }

        return 数;
    }

    private void 応対(FdSet 読む, FdSet 書く, FdSet 異常)
    {
        foreach (var 客 in Registry.ToArray())
        {
            if (書く.IsSet(客.Fd))
            {
                送る(客);
            }

            if (読む.IsSet(客.Fd) && !客.終わり)
            {
                受ける(客);
            }

            if (異常.IsSet(客.Fd))
            {
                客.捨てる();
            }

            片付ける(客);
        }

        if (入口 >= 0 && 読む.IsSet(入口))
        {
            迎える();
        }
    }

    private void 迎える()
    {
        while (true)
        {
            var 番号 = 核.Accept(入口, out var 誤り);
            if (番号 >= FdSet.Size)
            {
                核.Close(番号); // 集合に入らない番号
            }
            else if (番号 >= 0)
            {
                核.SetNonBlocking(番号, out _);
                Registry.Add(番号, new Connection(番号));
            }
            else if (誤り != Errno.ECONNABORTED)
            {
                入口は休み = 誤り is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                return;
            }
        }
    }

    private void 受ける(Connection 客)
    {
        var 数 = 核.Receive(客.Fd, 盆, out var 誤り);
        if (数 > 0)
        {
            客.預かる(盆.AsSpan(0, 数));
            送る(客);
        }
        else if (数 == 0)
        {
            客.終わる();
        }
        else if (誤り is not (Errno.EAGAIN or Errno.EINTR))
        {
            客.捨てる();
        }
    }

    private void 送る(Connection 客)
    {
        var 数 = 核.Send(客.Fd, 客.残り, out var 誤り);
        if (数 >= 0)
        {
            客.渡した(数);
        }
        else if (誤り is not (Errno.EAGAIN or Errno.EINTR))
        {
            客.捨てる();
        }
    }

    private void 片付ける(Connection 客)
    {
        if (客.終わり && !客.残りあり)
        {
            Registry.Remove(客.Fd);
            核.Close(客.Fd);
            入口は休み = false;
        }
    }
}
