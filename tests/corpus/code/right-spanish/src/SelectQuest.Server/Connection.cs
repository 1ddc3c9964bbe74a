namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

/// <summary>Un cliente y lo que se le debe.</summary>
public sealed class Connection(int fd)
{
    private byte[] deuda = [];

    public int Fd { get; } = fd;

    public ConnectionState State { get; private set; }

    public long LastActive { get; private set; } = Environment.TickCount64;

    internal byte[] Deuda => deuda;

    internal bool TieneDeuda => deuda.Length > 0;

    internal bool Terminado => State == ConnectionState.Closing;

    internal void Anotar(ReadOnlySpan<byte> nuevos)
    {
        deuda = [.. deuda, .. nuevos];
        Vive();
    }

    internal void Pagar(int bytes)
    {
        deuda = deuda[bytes..];
        Vive();
    }

    /// <summary>No va a enviar nada más; lo que se le debe se le paga todavía.</summary>
    internal void Despedir() => State = ConnectionState.Closing;

    /// <summary>La conexión se rompió: ya no hay a quién pagar.</summary>
    internal void Abandonar()
    {
        deuda = [];
        Despedir();
    }

    private void Vive()
    {
        LastActive = Environment.TickCount64;
        if (!Terminado)
        {
            State = TieneDeuda ? ConnectionState.Writing : ConnectionState.Reading;
        }
    }
}
