using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

// The main loop of the server.
//
// How it works (I explain it to myself):
//   1. make three sets
//   2. call select and wait
//   3. look into the three sets
//   4. do something for everybody who is ready
//   5. start again with 1
public class SelectLoop
{
    // How long does select wait if nothing happens?
    // Too short: the CPU has to work for nothing.
    // Too long: if I press Ctrl+C I have to wait and think it does not work.
    // I tried it and 1000 milliseconds feels good.
    private const int TIMEOUT_IN_MILLISECONDS = 1000;

    private ISocketApi sockets;
    private int listenFd;

    // true if accept told us that there are no more file descriptors.
    private bool doNotAcceptNow;

    // true if the server shall stop.
    private bool stopping;

    // What did select return the last time?
    private int lastResult;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
        this.doNotAcceptNow = false;
        this.stopping = false;
        this.lastResult = 0;
        this.Registry = new ConnectionRegistry();
    }

    public ConnectionRegistry Registry { get; }

    public void Iterate()
    {
        // ---------- STEP 1: make three sets ----------
        // They must be new every time because select destroys them.
        FdSet readSet = new FdSet();
        FdSet writeSet = new FdSet();
        FdSet errorSet = new FdSet();
        readSet.Zero();
        writeSet.Zero();
        errorSet.Zero();

        // The listening socket: somebody new wants to come in.
        if (this.stopping == false)
        {
            if (this.doNotAcceptNow == false)
            {
                readSet.Set(this.listenFd);
            }
        }

        foreach (Connection connection in this.Registry)
        {
            // Everybody who is not finished may send us something.
            if (connection.ClientIsFinished == false)
            {
                if (this.stopping == false)
                {
                    readSet.Set(connection.Fd);
                }
            }

            // Only those who still get something from us!
            // (If I put everybody in here then select does not wait.)
            if (connection.NumberOfBytesToSend > 0)
            {
                writeSet.Set(connection.Fd);
            }

            // Errors can happen to everybody.
            errorSet.Set(connection.Fd);
        }

        // ---------- STEP 2: call select ----------
        // The first parameter is the biggest fd PLUS ONE.
        int biggest = this.Registry.MaxFd;
        if (this.stopping == false)
        {
            if (this.listenFd > biggest)
            {
                biggest = this.listenFd;
            }
        }
        TimeSpan timeout = TimeSpan.FromMilliseconds(TIMEOUT_IN_MILLISECONDS);
        Errno errno;
        int result = this.sockets.Select(biggest + 1, ref readSet, ref writeSet, ref errorSet, timeout, out errno);
        this.lastResult = result;

        if (result == -1)
        {
            if (errno == Errno.EINTR)
            {
                // A signal. This is not bad. Try again in the next round.
                return;
            }
            throw new InvalidOperationException("select does not work: " + errno);
        }

        if (result == 0)
        {
            // Nothing happened. Maybe there are free file descriptors again.
            this.doNotAcceptNow = false;
            return;
        }

        // ---------- STEP 3 and 4: who is ready? ----------
        // I need a copy of the list because I remove clients in the loop.
        List<Connection> copy = new List<Connection>();
        foreach (Connection connection in this.Registry)
        {
            copy.Add(connection);
        }

        for (int i = 0; i < copy.Count; i = i + 1)
        {
            Connection connection = copy[i];

            if (writeSet.IsSet(connection.Fd) == true)
            {
                this.SendToClient(connection);
            }

            if (readSet.IsSet(connection.Fd) == true)
            {
                if (connection.ThereWasAnError == false)
                {
                    this.ReceiveFromClient(connection);
                }
            }

            if (errorSet.IsSet(connection.Fd) == true)
            {
                connection.ThereWasAnError = true;
            }

            // Can we say good bye to this client?
            if (connection.ThereWasAnError == true)
            {
                this.CloseClient(connection);
            }
            else
            {
                if (connection.ClientIsFinished == true)
                {
                    if (connection.NumberOfBytesToSend == 0)
                    {
                        this.CloseClient(connection);
                    }
                }
            }
        }

        // New clients come LAST, see the hint in the exercise.
        if (this.stopping == false)
        {
            if (readSet.IsSet(this.listenFd) == true)
            {
                this.AcceptClients();
            }
        }
    }

    private void AcceptClients()
    {
        bool goOn = true;
        while (goOn == true)
        {
            Errno errno;
            int newFd = this.sockets.Accept(this.listenFd, out errno);
            if (newFd == -1)
            {
                if (errno == Errno.ECONNABORTED)
                {
                    // This one changed its mind. Take the next one.
                    goOn = true;
                }
                else if (errno == Errno.EMFILE || errno == Errno.ENFILE || errno == Errno.ENOBUFS || errno == Errno.ENOMEM)
                {
                    this.doNotAcceptNow = true;
                    goOn = false;
                }
                else
                {
                    // EAGAIN: nobody else is there.
                    goOn = false;
                }
            }
            else
            {
                if (newFd >= FdSet.Size)
                {
                    // This number is too big for the sets.
                    this.sockets.Close(newFd);
                }
                else
                {
                    // IMPORTANT: first non-blocking, then everything else.
                    Errno errno2;
                    bool ok = this.sockets.SetNonBlocking(newFd, out errno2);
                    if (ok == true)
                    {
                        Connection newConnection = new Connection(newFd);
                        this.Registry.Add(newFd, newConnection);
                    }
                    else
                    {
                        this.sockets.Close(newFd);
                    }
                }
            }
        }
    }

    private void ReceiveFromClient(Connection connection)
    {
        byte[] buffer = new byte[1024];
        Errno errno;
        int result = this.sockets.Receive(connection.Fd, buffer, out errno);
        if (result > 0)
        {
            connection.AddBytes(buffer, result);
            connection.LastActive = Environment.TickCount64;
            connection.State = ConnectionState.Writing;
            // Try to send it back directly, most of the time this works.
            this.SendToClient(connection);
        }
        else if (result == 0)
        {
            connection.ClientIsFinished = true;
            connection.State = ConnectionState.Closing;
        }
        else
        {
            // result is -1
            if (errno == Errno.EAGAIN)
            {
                // no problem
            }
            else if (errno == Errno.EINTR)
            {
                // no problem
            }
            else
            {
                connection.ThereWasAnError = true;
                connection.State = ConnectionState.Closing;
            }
        }
    }

    private void SendToClient(Connection connection)
    {
        // Send wants only the used part of the array.
        byte[] bytes = new byte[connection.NumberOfBytesToSend];
        for (int i = 0; i < bytes.Length; i = i + 1)
        {
            bytes[i] = connection.BytesToSend[i];
        }

        Errno errno;
        int result = this.sockets.Send(connection.Fd, bytes, out errno);
        if (result == -1)
        {
            if (errno == Errno.EAGAIN)
            {
                // no problem
            }
            else if (errno == Errno.EINTR)
            {
                // no problem
            }
            else
            {
                connection.ThereWasAnError = true;
                connection.State = ConnectionState.Closing;
            }
        }
        else
        {
            // result can be smaller than bytes.Length!!!
            connection.RemoveBytes(result);
            connection.LastActive = Environment.TickCount64;
            if (connection.NumberOfBytesToSend == 0)
            {
                if (connection.ClientIsFinished == false)
                {
                    connection.State = ConnectionState.Reading;
                }
            }
        }
    }

    private void CloseClient(Connection connection)
    {
        connection.State = ConnectionState.Closing;
        // First out of the registry, then close.
        this.Registry.Remove(connection.Fd);
        this.sockets.Close(connection.Fd);
        // Now there is one free file descriptor.
        this.doNotAcceptNow = false;
    }

    public void Run(CancellationToken cancellation)
    {
        while (cancellation.IsCancellationRequested == false)
        {
            this.Iterate();
        }

        // Now the server shall stop. No new clients.
        this.stopping = true;
        this.sockets.Close(this.listenFd);

        // Give the clients their last bytes. At most 5 seconds.
        int secondsWithoutAnything = 0;
        bool ready = false;
        while (ready == false)
        {
            List<Connection> copy = new List<Connection>();
            foreach (Connection connection in this.Registry)
            {
                copy.Add(connection);
            }
            foreach (Connection connection in copy)
            {
                if (connection.NumberOfBytesToSend == 0 || secondsWithoutAnything >= 5)
                {
                    this.CloseClient(connection);
                }
            }

            if (this.Registry.Count == 0)
            {
                ready = true;
            }
            else
            {
                this.Iterate();
                if (this.lastResult == 0)
                {
                    secondsWithoutAnything = secondsWithoutAnything + 1;
                }
            }
        }
    }
}
