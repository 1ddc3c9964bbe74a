using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What select may be given as its timeout.</summary>
/// <param name="Values">Every value found, ascending.</param>
/// <param name="Unknown">There may be others.</param>
/// <param name="Where">The line that names the value, else the argument's.</param>
internal sealed record TimeoutValue(IReadOnlyList<TimeSpan> Values, bool Unknown, Place? Where)
{
    /// <summary>The value, if there is exactly one and nothing else is possible.</summary>
    public TimeSpan? Single => !Unknown && Values is [var only] ? only : null;

    public static TimeoutValue Of(IOperation? argument, TimeArithmetic arithmetic)
    {
        var found = arithmetic.Of(argument);
        var known = found.Where(one => one.Value is not null).ToArray();
        return new TimeoutValue(
            [.. known.Select(one => one.Value!.Value).Distinct().Order()],
            found.Count == 0 || found.Any(one => one.Value is null),
            known.Select(one => one.Where).FirstOrDefault() ?? argument?.Place()
        );
    }
}

/// <summary>A time and the line that names it; null where it is not known.</summary>
internal readonly record struct NamedTime(TimeSpan? Value, Place? Where);

/// <summary>Works out times the way the compiler works out constants, through fields, variables, callers and <c>TimeSpan</c>'s own methods.</summary>
internal sealed class TimeArithmetic(Assignments assignments)
{
    // Bounds for a source made to explode: a real timeout is a step or two away from its value.
    private const int Deepest = 40;
    private const int MostSteps = 10_000;

    private int steps;

    public IReadOnlyList<NamedTime> Of(IOperation? expression)
    {
        steps = 0;
        return Times(expression, 0);
    }

    private NamedTime[] Times(IOperation? expression, int depth)
    {
        var operation = expression?.WithoutConversions();
        NamedTime[] unknown = [new NamedTime(null, operation?.Place())];
        if (operation is null || depth > Deepest || ++steps > MostSteps)
        {
            return unknown;
        }

        return operation switch
        {
            IDefaultValueOperation { Type.Name: nameof(TimeSpan) } => Known(TimeSpan.Zero, operation),
            IFieldReferenceOperation { Field: { ContainingType.Name: nameof(TimeSpan) or "Timeout" } field } =>
                OfConstant(field.Name) is { } constant ? Known(constant, operation) : unknown,
            IFieldReferenceOperation field => OfVariable(field.Field.OriginalDefinition, depth),
            IPropertyReferenceOperation { Property.Locations: [{ IsInSource: true }, ..] } property => OfVariable(
                property.Property.OriginalDefinition,
                depth
            ),
            IPropertyReferenceOperation { Property.Name: "Value", Instance: { } nullable } => Times(
                nullable,
                depth + 1
            ),
            ILocalReferenceOperation local => OfVariable(local.Local, depth),
            IParameterReferenceOperation parameter => OfParameter(parameter.Parameter.OriginalDefinition, depth),
            IConditionalOperation { WhenFalse: { } otherwise } choice =>
            [
                .. Times(choice.WhenTrue, depth + 1),
                .. Times(otherwise, depth + 1),
            ],
            ICoalesceOperation choice => [.. Times(choice.Value, depth + 1), .. Times(choice.WhenNull, depth + 1)],
            ISwitchExpressionOperation choice => [.. choice.Arms.SelectMany(arm => Times(arm.Value, depth + 1))],
            IBinaryOperation { LeftOperand.Type.Name: nameof(TimeSpan) } scaled
                when Factor(scaled, depth) is { } factor =>
            [
                .. Times(scaled.LeftOperand, depth + 1).Select(time => time with { Value = time.Value * factor }),
            ],
            IObjectCreationOperation { Type.Name: nameof(TimeSpan) } creation => OfParts(creation, depth) is { } made
                ? Known(made, operation)
                : unknown,
            IInvocationOperation { TargetMethod: { ContainingType.Name: nameof(TimeSpan) } method } call => OfUnit(
                method,
                call,
                depth
            )
                is { } made
                ? Known(made, operation)
                : unknown,
            IInvocationOperation { TargetMethod.Locations: [{ IsInSource: true }, ..] } call => OfVariable(
                (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition,
                depth
            ),
            { ConstantValue: { HasValue: true, Value: null } } => [],
            _ => unknown,
        };
    }

    private double? Factor(IBinaryOperation scaled, int depth) =>
        (scaled.OperatorKind, Number(scaled.RightOperand, depth + 1)) switch
        {
            (BinaryOperatorKind.Multiply, { } number) => number,
            (BinaryOperatorKind.Divide, { } number) when number != 0 => 1 / number,
            _ => null,
        };

    private NamedTime[] OfVariable(ISymbol variable, int depth)
    {
        var given = assignments.To(variable).ToArray();
        return given.Length == 0
            ? [new NamedTime(null, variable.Place())]
            :
            [
                .. given
                    .SelectMany(one =>
                        one.Kind == AssignmentKind.Changed
                            ? [new NamedTime(null, one.At.Place())]
                            : Times(one.Value, depth + 1)
                    )
                    .Distinct(),
            ];
    }

    private NamedTime[] OfParameter(IParameterSymbol parameter, int depth)
    {
        var given = assignments.HasCallers(parameter) ? OfVariable(parameter, depth) : [];
        return
        [
            .. given,
            .. parameter.HasExplicitDefaultValue
                ? parameter.ExplicitDefaultValue is null
                && parameter.Type.IsValueType
                && parameter.Type.Name == nameof(TimeSpan)
                    ? [new NamedTime(TimeSpan.Zero, parameter.Place())]
                    : []
                : given.Length == 0
                    ? [new NamedTime(null, parameter.Place())]
                    : Array.Empty<NamedTime>(),
        ];
    }

    private static NamedTime[] Known(TimeSpan value, IOperation operation) => [new NamedTime(value, operation.Place())];

    private static TimeSpan? OfConstant(string name) =>
        name switch
        {
            nameof(TimeSpan.Zero) => TimeSpan.Zero,
            nameof(TimeSpan.MaxValue) => TimeSpan.MaxValue,
            nameof(TimeSpan.MinValue) => TimeSpan.MinValue,
            nameof(Timeout.InfiniteTimeSpan) => Timeout.InfiniteTimeSpan,
            _ => null,
        };

    private TimeSpan? OfUnit(IMethodSymbol method, IInvocationOperation call, int depth)
    {
        if (method.Name == nameof(TimeSpan.Parse))
        {
            return
                call.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: string text } }, ..]
                && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var parsed)
                ? parsed
                : null;
        }

        var ticks = method.Name switch
        {
            nameof(TimeSpan.FromTicks) => 1,
            nameof(TimeSpan.FromMicroseconds) => TimeSpan.TicksPerMicrosecond,
            nameof(TimeSpan.FromMilliseconds) => TimeSpan.TicksPerMillisecond,
            nameof(TimeSpan.FromSeconds) => TimeSpan.TicksPerSecond,
            nameof(TimeSpan.FromMinutes) => TimeSpan.TicksPerMinute,
            nameof(TimeSpan.FromHours) => TimeSpan.TicksPerHour,
            nameof(TimeSpan.FromDays) => TimeSpan.TicksPerDay,
            _ => 0L,
        };
        var rest = call.Arguments.Skip(1).Any(argument => Number(argument.Value, depth) is not 0.0);
        return ticks == 0 || rest || call.Arguments.Length == 0
            ? null
            : Ticks(Number(call.Arguments[0].Value, depth) * ticks);
    }

    // Hours, minutes, seconds; or days first; or ticks alone.
    private TimeSpan? OfParts(IObjectCreationOperation creation, int depth)
    {
        long[] units = creation.Arguments.Length switch
        {
            1 => [1],
            3 => [TimeSpan.TicksPerHour, TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond],
            4 or 5 or 6 =>
            [
                TimeSpan.TicksPerDay,
                TimeSpan.TicksPerHour,
                TimeSpan.TicksPerMinute,
                TimeSpan.TicksPerSecond,
                TimeSpan.TicksPerMillisecond,
                TimeSpan.TicksPerMicrosecond,
            ],
            _ => [],
        };
        var parts = creation.Arguments.Select(argument =>
            (argument.Parameter!.Ordinal, Number: Number(argument.Value, depth))
        );
        return Ticks(parts.Sum(part => part.Number is { } number ? number * units[part.Ordinal] : double.NaN));
    }

    private static TimeSpan? Ticks(double? ticks) =>
        ticks is { } known && !double.IsNaN(known) && Math.Abs(known) < long.MaxValue
            ? new TimeSpan((long)known)
            : null;

    private double? Number(IOperation? expression, int depth)
    {
        var operation = expression?.WithoutConversions();
        if (operation is null || depth > Deepest || ++steps > MostSteps)
        {
            return null;
        }

        if (operation.ConstantValue is { HasValue: true, Value: IConvertible constant and not string and not bool })
        {
            return constant.ToDouble(CultureInfo.InvariantCulture);
        }

        if (operation is IBinaryOperation binary)
        {
            var (left, right) = (Number(binary.LeftOperand, depth + 1), Number(binary.RightOperand, depth + 1));
            return binary.OperatorKind switch
            {
                BinaryOperatorKind.Multiply => left * right,
                BinaryOperatorKind.Add => left + right,
                BinaryOperatorKind.Subtract => left - right,
                BinaryOperatorKind.Divide when right is not 0.0 => left / right,
                _ => null,
            };
        }

        if (Assignments.Variable(operation) is not { } variable)
        {
            return null;
        }

        var given = assignments.To(variable).ToArray();
        return given is [{ Value: { } only }] ? Number(only, depth + 1)
            : given.Length == 0
            && variable is IParameterSymbol { HasExplicitDefaultValue: true, ExplicitDefaultValue: IConvertible value }
                ? value.ToDouble(CultureInfo.InvariantCulture)
            : null;
    }
}
