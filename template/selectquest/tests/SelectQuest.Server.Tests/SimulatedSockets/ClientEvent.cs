namespace SelectQuest.Server.Simulation;

/// <summary>What a client can do to a server.</summary>
public enum ClientDoes
{
    /// <summary>Connects: it waits in the listener's backlog from then on.</summary>
    Connect,

    /// <summary>Sends a number of bytes and expects them back.</summary>
    Send,

    /// <summary>Sends one byte with MSG_OOB: the only thing that sets a bit in select's error set.</summary>
    SendUrgent,

    /// <summary>Reads no more of what comes back, so that the server's sends fill the buffer.</summary>
    StopReading,

    /// <summary>Reads again.</summary>
    ReadOn,

    /// <summary>Half-close: sends FIN and still reads. A good server flushes the echo before it closes.</summary>
    ShutDownWriting,

    /// <summary>Closes once every byte it sent has come back.</summary>
    HangUp,

    /// <summary>Closes at once, whatever is on its way.</summary>
    Close,

    /// <summary>Sends RST: the connection is gone.</summary>
    Reset,
}

/// <summary>One thing one client does.</summary>
/// <param name="Tick">When: select calls and waiting time, counted from 0. There is no other clock.</param>
/// <param name="Client">Which client, from 0.</param>
/// <param name="Does">What.</param>
/// <param name="Bytes">How much, for <see cref="ClientDoes.Send"/>.</param>
public readonly record struct ClientEvent(int Tick, int Client, ClientDoes Does, int Bytes = 0)
{
    /// <summary>As a line of a story: <c>client 3 sends 10 bytes</c>.</summary>
    public override string ToString() =>
        Does switch
        {
            ClientDoes.Connect => $"client {Client} connects",
            ClientDoes.Send => $"client {Client} sends {Amount.Bytes(Bytes)}",
            ClientDoes.SendUrgent => $"client {Client} sends an urgent byte (MSG_OOB)",
            ClientDoes.StopReading => $"client {Client} stops reading",
            ClientDoes.ReadOn => $"client {Client} reads on",
            ClientDoes.ShutDownWriting => $"client {Client} shuts down writing (half-close)",
            ClientDoes.HangUp => $"client {Client} will close once it has its echo",
            ClientDoes.Close => $"client {Client} closes",
            ClientDoes.Reset => $"client {Client} resets the connection",
            _ => $"client {Client}: {Does}",
        };
}
