using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>Lässt neue Gäste ein.</summary>
internal sealed class Pförtner(ISocketApi kern, ConnectionRegistry gäste)
{
    /// <summary>Es ist keine Nummer mehr frei; bis eine frei wird, hat es keinen Sinn, den Horcher zu beobachten.</summary>
    public bool Ruht { get; private set; }

    public void Ausgeruht() => Ruht = false;

    public void Einlassen(int horcher)
    {
        var weiter = true;
        while (weiter)
        {
            var nummer = kern.Accept(horcher, out var fehler);
            if (nummer >= 0)
            {
                Begrüßen(nummer);
            }
            else
            {
                Ruht = fehler is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                weiter = fehler == Errno.ECONNABORTED;
            }
        }
    }

    private void Begrüßen(int nummer)
    {
        var passt = nummer < FdSet.Size;
        if (passt && kern.SetNonBlocking(nummer, out _))
        {
            gäste.Add(nummer, new Connection(nummer));
            return;
        }

        kern.Close(nummer);
    }
}
