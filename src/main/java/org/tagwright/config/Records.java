package org.tagwright.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The records of {@link ExperimentConfig} taken apart and put together by name. */
final class Records {
  /** A record in the configuration: copies name what is other in them, and go by no position. */
  interface Part<P extends Record & Part<P>> {
    /** A copy with one setting replaced. */
    default <T> P with(Setting<T> setting, T value) {
      @SuppressWarnings("unchecked")
      P self = (P) this;
      return Records.with(self, setting, value);
    }
  }

  private Records() {}

  /** The names of the records in a configuration, in the order of files. */
  static List<String> groups() {
    return Arrays.stream(ExperimentConfig.class.getRecordComponents())
        .filter(component -> component.getType().isRecord())
        .map(RecordComponent::getName)
        .toList();
  }

  /** Every component's path, in the order of files. */
  static List<String> paths() {
    return Arrays.stream(ExperimentConfig.class.getRecordComponents())
        .flatMap(
            part ->
                part.getType().isRecord()
                    ? Arrays.stream(part.getType().getRecordComponents())
                        .map(component -> part.getName() + "." + component.getName())
                    : Stream.of(part.getName()))
        .toList();
  }

  static RecordComponent component(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return named(ExperimentConfig.class, path);
    }
    RecordComponent group = named(ExperimentConfig.class, path.substring(0, dot));
    return named(group.getType(), path.substring(dot + 1));
  }

  /** The value of a component of one of the configuration's records. */
  static Object value(ExperimentConfig config, RecordComponent component) {
    if (component.getDeclaringRecord() == ExperimentConfig.class) {
      return get(component, config);
    }
    RecordComponent group =
        Arrays.stream(ExperimentConfig.class.getRecordComponents())
            .filter(each -> each.getType() == component.getDeclaringRecord())
            .findFirst()
            .orElseThrow();
    return get(component, get(group, config));
  }

  static ExperimentConfig config(Function<Setting<?>, Object> values) {
    return build(
        ExperimentConfig.class,
        part ->
            part.getType().isRecord()
                ? group(part.getName(), part.getType(), values)
                : values.apply(Catalogue.get(part.getName())));
  }

  /** A copy of one of the configuration's records with one component replaced. */
  static <P extends Record, T> P with(P part, Setting<T> setting, T value) {
    @SuppressWarnings("unchecked")
    Class<P> type = (Class<P>) part.getClass();
    if (setting.component().getDeclaringRecord() != type) {
      throw new IllegalArgumentException(setting + " is no field of " + type.getSimpleName());
    }
    return build(
        type,
        component -> component.getName().equals(setting.name()) ? value : get(component, part));
  }

  private static Object group(String name, Class<?> type, Function<Setting<?>, Object> values) {
    return build(type, component -> values.apply(Catalogue.get(name + "." + component.getName())));
  }

  private static RecordComponent named(Class<?> record, String name) {
    return Arrays.stream(record.getRecordComponents())
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(record.getSimpleName() + " has no " + name));
  }

  static Object get(RecordComponent component, Object target) {
    try {
      return component.getAccessor().invoke(target);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <R> R build(Class<R> type, Function<RecordComponent, Object> values) {
    Object[] all = Arrays.stream(type.getRecordComponents()).map(values).toArray();
    try {
      return type.cast(type.getDeclaredConstructors()[0].newInstance(all));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    }
  }
}
