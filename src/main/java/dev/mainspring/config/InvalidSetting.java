package dev.mainspring.config;

/** A setting whose value breaks its rule; the message names all three, never a secret's value. */
public final class InvalidSetting extends StartupFailure {

    /** EX_CONFIG of sysexits.h: something was found in an unconfigured or misconfigured state. */
    private static final int EX_CONFIG = 78;

    private final String setting;

    public InvalidSetting(String setting, String shownValue, String rule) {
        super(setting + "=" + shownValue.replaceAll("\\s+", " ") + " " + rule);
        this.setting = setting;
    }

    public String setting() {
        return setting;
    }

    @Override
    public int getExitCode() {
        return EX_CONFIG;
    }
}
