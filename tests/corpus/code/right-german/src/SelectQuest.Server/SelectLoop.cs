using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>Die Hauptschleife: fragen, wer bereit ist, und genau die bedienen.</summary>
public sealed class SelectLoop
{
    /// <summary>Eine halbe Sekunde: so lange bleibt ein Abbruch höchstens unbemerkt, und im Leerlauf kostet sie fast nichts.</summary>
    private static readonly TimeSpan Wartezeit = TimeSpan.FromSeconds(0.5);

    private const int KeinHorcher = -1;
    private readonly ISocketApi kern;
    private readonly Pförtner pförtner;
    private int horcher;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        kern = sockets;
        horcher = listenFd;
        pförtner = new Pförtner(kern, Registry);
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Runde();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Runde();
        }

        Feierabend();
    }

    private bool Runde()
    {
        // select überschreibt die Mengen. Deshalb jedes Mal neue.
        var lesbar = new FdSet();
        var schreibbar = new FdSet();
        var auffällig = new FdSet();
        MengenFüllen(ref lesbar, ref schreibbar, ref auffällig);

        var höchster = Math.Max(horcher, Registry.MaxFd);
        var anzahl = kern.Select(höchster + 1, ref lesbar, ref schreibbar, ref auffällig, Wartezeit, out var fehler);
        if (anzahl == 0)
        {
            pförtner.Ausgeruht();
            return false;
        }

        if (anzahl < 0)
        {
            return fehler == Errno.EINTR ? true : throw new InvalidOperationException($"select ist gescheitert: {fehler}");
        }

        // Erst die Gäste, dann die Neuen: eine frei gewordene Nummer könnte sonst noch alte Bits haben.
        foreach (var gast in Registry.Alle())
        {
            if (schreibbar.IsSet(gast.Fd))
            {
                gast.Abliefern(kern);
            }

            if (lesbar.IsSet(gast.Fd))
            {
                gast.Annehmen(kern);
            }

            if (auffällig.IsSet(gast.Fd))
            {
                gast.Aufgeben();
            }

            if (gast.IstErledigt)
            {
                Verabschieden(gast);
            }
        }

        if (horcher != KeinHorcher && lesbar.IsSet(horcher))
        {
            pförtner.Einlassen(horcher);
        }

        return true;
    }

    private void MengenFüllen(ref FdSet lesbar, ref FdSet schreibbar, ref FdSet auffällig)
    {
        if (horcher != KeinHorcher && !pförtner.Ruht)
        {
            lesbar.Set(horcher);
        }

        foreach (var gast in Registry)
        {
            auffällig.Set(gast.Fd);
            if (gast.WillSprechen)
            {
                lesbar.Set(gast.Fd);
            }

            if (gast.Schulden > 0)
            {
                schreibbar.Set(gast.Fd);
            }
        }
    }

    private void Verabschieden(Connection gast)
    {
        Registry.Remove(gast.Fd);
        kern.Close(gast.Fd);
        pförtner.Ausgeruht();
    }

    private void Feierabend()
    {
        kern.Close(horcher);
        horcher = KeinHorcher;
        foreach (var gast in Registry.Alle())
        {
            gast.State = ConnectionState.Closing;
            if (gast.IstErledigt)
            {
                Verabschieden(gast);
            }
        }

        for (var stille = 0; stille < 10 && Registry.Count > 0; )
        {
            if (!Runde())
            {
                stille++;
            }
        }

        foreach (var gast in Registry.Alle())
        {
            Verabschieden(gast);
        }
    }
}
