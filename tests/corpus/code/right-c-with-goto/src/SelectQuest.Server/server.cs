using System.Collections;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection
{
	public Connection(int fd) { Fd = fd; }

	public int Fd { get; }
	public ConnectionState State { get; set; }
	public long LastActive { get; set; }

	internal byte[] Buf = [];
	internal int Off, Len;
}

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
	Connection?[] tab = new Connection?[FdSet.Size];
	int n, top = -1;

	public int MaxFd { get { return top; } }
	public int Count { get { return n; } }

	public void Add(int fd, Connection connection)
	{
		if (tab[fd] != null)
			goto taken;
		tab[fd] = connection;
		n++;
		if (fd > top)
			top = fd;
		return;
	taken:
		throw new ArgumentException("fd in use", nameof(fd));
	}

	public bool Remove(int fd)
	{
		int i;

		if (fd < 0 || fd >= tab.Length || tab[fd] == null)
			return false;
		tab[fd] = null;
		n--;
		if (fd != top)
			return true;
		for (i = fd - 1; i >= 0; i--)
			if (tab[i] != null)
				break;
		top = i;
		return true;
	}

	public Connection? Get(int fd)
	{
		return fd < 0 || fd >= tab.Length ? null : tab[fd];
	}

	public IEnumerator<Connection> GetEnumerator()
	{
		int i = 0;
	next:
		if (i > top)
			yield break;
		if (tab[i] is Connection c)
			yield return c;
		i++;
		goto next;
	}

	IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }
}

public sealed class SelectLoop
{
	const int WAIT_MS = 1000;	/* idle cost: one wakeup per second */
	const int BUFSZ = 4096;

	readonly ISocketApi s;
	readonly byte[] buf = new byte[BUFSZ];
	int lfd;
	bool lfd_paused;

	public SelectLoop(ISocketApi sockets, int listenFd)
	{
		s = sockets;
		lfd = listenFd;
	}

	public ConnectionRegistry Registry { get; } = new ConnectionRegistry();

	public void Iterate()
	{
		do_select();
	}

	int do_select()
	{
		FdSet rfds, wfds, efds;
		Connection? c;
		Errno err;
		int fd, maxfd, rc;

		rfds = default;
		wfds = default;
		efds = default;
		maxfd = lfd;
		if (lfd == -1 || lfd_paused)
			goto clients;
		rfds.Set(lfd);
	clients:
		for (fd = 0; fd <= Registry.MaxFd; fd++) {
			c = Registry.Get(fd);
			if (c == null)
				continue;
			if (c.State != ConnectionState.Closing)
				rfds.Set(fd);
			if (c.Len != 0)
				wfds.Set(fd);
			efds.Set(fd);
			if (fd > maxfd)
				maxfd = fd;
		}

		rc = s.Select(maxfd + 1, ref rfds, ref wfds, ref efds, TimeSpan.FromMilliseconds(WAIT_MS), out err);
		if (rc == 0)
			goto timeout;
		if (rc < 0 && err == Errno.EINTR)
			goto interrupted;
		if (rc < 0)
			throw new InvalidOperationException("select: " + err);

		for (fd = 0; fd <= maxfd; fd++) {
			c = Registry.Get(fd);
			if (c == null)
				continue;
			if (!wfds.IsSet(fd))
				goto reading;
			if (!do_write(c))
				goto kill;
		reading:
			if (!rfds.IsSet(fd) || c.State == ConnectionState.Closing)
				goto errors;
			if (!do_read(c))
				goto kill;
		errors:
			if (efds.IsSet(fd))
				goto kill;
			if (c.State == ConnectionState.Closing && c.Len == 0)
				goto kill;
			continue;
		kill:
			do_close(c);
		}
		if (lfd != -1 && rfds.IsSet(lfd))
			do_accept();
		return rc;

	timeout:
		lfd_paused = false;
	interrupted:
		return rc;
	}

	void do_accept()
	{
		Errno err;
		int fd;

	again:
		fd = s.Accept(lfd, out err);
		if (fd >= FdSet.Size)
			goto refuse;
		if (fd < 0)
			goto failed;
		if (!s.SetNonBlocking(fd, out err))
			goto refuse;
		Registry.Add(fd, new Connection(fd));
		goto again;

	refuse:
		s.Close(fd);
		goto again;

	failed:
		switch (err) {
		case Errno.ECONNABORTED:
			goto again;
		case Errno.EMFILE:
		case Errno.ENFILE:
		case Errno.ENOMEM:
		case Errno.ENOBUFS:
			lfd_paused = true;
			break;
		}
	}

	/* false: the connection is of no more use */
	bool do_read(Connection c)
	{
		Errno err;
		int n;

		n = s.Receive(c.Fd, buf, out err);
		if (n == 0)
			goto eof;
		if (n < 0)
			return err == Errno.EAGAIN || err == Errno.EINTR;
		if (c.Off + c.Len + n > c.Buf.Length) {
			byte[] bigger = new byte[2 * (c.Len + n)];
			Buffer.BlockCopy(c.Buf, c.Off, bigger, 0, c.Len);
			c.Buf = bigger;
			c.Off = 0;
		}
		Buffer.BlockCopy(buf, 0, c.Buf, c.Off + c.Len, n);
		c.Len += n;
		c.State = ConnectionState.Writing;
		c.LastActive = Environment.TickCount64;
		return do_write(c);
	eof:
		c.State = ConnectionState.Closing;
		return true;
	}

	bool do_write(Connection c)
	{
		Errno err;
		int n;

		n = s.Send(c.Fd, new ReadOnlySpan<byte>(c.Buf, c.Off, c.Len), out err);
		if (n < 0)
			return err == Errno.EAGAIN || err == Errno.EINTR;
		c.Off += n;
		c.Len -= n;
		if (c.Len > 0)
			return true;
		c.Off = 0;
		if (c.State == ConnectionState.Writing)
			c.State = ConnectionState.Reading;
		return true;
	}

	void do_close(Connection c)
	{
		c.State = ConnectionState.Closing;
		Registry.Remove(c.Fd);
		s.Close(c.Fd);
		lfd_paused = false;
	}

	public void Run(CancellationToken cancellation)
	{
		long end;
		int fd, quiet = 0;
		Connection? c;

	round:
		if (cancellation.IsCancellationRequested)
			goto stop;
		do_select();
		goto round;

	stop:
		s.Close(lfd);
		lfd = -1;
		end = Environment.TickCount64 + 5 * WAIT_MS;
	flush:
		for (fd = Registry.MaxFd; fd >= 0; fd--) {
			c = Registry.Get(fd);
			if (c == null)
				continue;
			c.State = ConnectionState.Closing;
			if (c.Len == 0 || quiet == 5 || Environment.TickCount64 >= end)
				do_close(c);
		}
		if (Registry.Count == 0)
			return;
		if (do_select() == 0)
			quiet++;
		goto flush;
	}
}
