using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>Un hilo, un bucle: preguntar quién está listo, atender a esos, y volver a preguntar.</summary>
public sealed class SelectLoop
{
    /// <summary>Un segundo. Es lo que puede tardar en notarse que hay que parar, y un servidor ocioso despierta una vez.</summary>
    private static readonly TimeSpan Espera = TimeSpan.FromSeconds(1);

    private const int SinPuerta = -1;

    private readonly ISocketApi núcleo;
    private readonly byte[] bandeja = new byte[4096];
    private int puerta;
    private bool puertaEnPausa;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        núcleo = sockets;
        puerta = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Vuelta();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Vuelta();
        }

        Cerrar();
    }

    private int Vuelta()
    {
        // select escribe encima de los conjuntos: hay que hacerlos de nuevo cada vez.
        FdSet lectura = default;
        FdSet escritura = default;
        FdSet errores = default;
        if (puerta != SinPuerta && !puertaEnPausa)
        {
            lectura.Set(puerta);
        }

        for (var fd = 0; fd <= Registry.MaxFd; fd++)
        {
            if (Registry.Get(fd) is not { } cliente)
            {
                continue;
            }

            if (!cliente.Terminado)
            {
                lectura.Set(fd);
            }

            // Sólo si se le debe algo; si no, select volvería siempre de inmediato.
            if (cliente.TieneDeuda)
            {
                escritura.Set(fd);
            }

            errores.Set(fd);
        }

        // El primer argumento es un límite, no un descriptor: el mayor más uno.
        var límite = Math.Max(puerta, Registry.MaxFd) + 1;
        var listos = núcleo.Select(límite, ref lectura, ref escritura, ref errores, Espera, out var error);
        switch (listos)
        {
            case < 0:
                // EINTR no es un error: llegó una señal.
                return error == Errno.EINTR ? listos : throw new InvalidOperationException($"select: {error}");
            case 0:
                puertaEnPausa = false;
                return 0;
        }

        for (var fd = 0; fd < límite; fd++)
        {
            if (fd == puerta || Registry.Get(fd) is not { } cliente)
            {
                continue;
            }

            if (escritura.IsSet(fd))
            {
                Enviar(cliente);
            }

            if (lectura.IsSet(fd) && !cliente.Terminado)
            {
                Recibir(cliente);
            }

            if (errores.IsSet(fd))
            {
                cliente.Abandonar();
            }

            CerrarSiTerminó(cliente);
        }

        // Los nuevos al final: un número recién liberado puede tener todavía los bits de su dueño anterior.
        if (puerta != SinPuerta && lectura.IsSet(puerta))
        {
            Aceptar();
        }

        return listos;
    }

    private void Aceptar()
    {
        while (true)
        {
            var fd = núcleo.Accept(puerta, out var error);
            if (fd < 0)
            {
                if (error == Errno.ECONNABORTED)
                {
                    continue;
                }

                // Sin descriptores libres, mirar la puerta sólo gastaría procesador.
                puertaEnPausa = error is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                return;
            }

            if (fd < FdSet.Size && núcleo.SetNonBlocking(fd, out _))
            {
                Registry.Add(fd, new Connection(fd));
            }
            else
            {
                núcleo.Close(fd);
            }
        }
    }

    private void Recibir(Connection cliente)
    {
        var bytes = núcleo.Receive(cliente.Fd, bandeja, out var error);
        if (bytes == 0)
        {
            cliente.Despedir();
        }
        else if (bytes > 0)
        {
            cliente.Anotar(bandeja.AsSpan(0, bytes));
            Enviar(cliente);
        }
        else if (error is not (Errno.EAGAIN or Errno.EINTR))
        {
            throw new IOException($"No se pudo leer de {cliente.Fd}: {error}");
        }
    }

    private void Enviar(Connection cliente)
    {
        var bytes = núcleo.Send(cliente.Fd, cliente.Deuda, out var error);
        if (bytes >= 0)
        {
            cliente.Pagar(bytes);
        }
        else if (error is not (Errno.EAGAIN or Errno.EINTR))
        {
            cliente.Abandonar();
        }
    }

    private void CerrarSiTerminó(Connection cliente)
    {
        if (cliente.Terminado && !cliente.TieneDeuda)
        {
            Registry.Remove(cliente.Fd);
            núcleo.Close(cliente.Fd);
            puertaEnPausa = false;
        }
    }

    private void Cerrar()
    {
        núcleo.Close(puerta);
        puerta = SinPuerta;
        for (var fd = Registry.MaxFd; fd >= 0; fd--)
        {
            if (Registry.Get(fd) is { } cliente)
            {
                cliente.Despedir();
                CerrarSiTerminó(cliente);
            }
        }

        var silencios = 0;
        while (Registry.Count > 0 && silencios < 5)
        {
            if (Vuelta() == 0)
            {
                silencios++;
            }
        }

        for (var fd = Registry.MaxFd; fd >= 0; fd--)
        {
            if (Registry.Get(fd) is { } cliente)
            {
                cliente.Abandonar();
                CerrarSiTerminó(cliente);
            }
        }
    }
}
