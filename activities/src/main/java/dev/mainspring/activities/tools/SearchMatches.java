package dev.mainspring.activities.tools;

/**
 * What a search found, one line each: {@code path:line:text}; lines around a match have dashes.
 *
 * @param more whether there are more matches
 */
record SearchMatches(String text, int count, boolean more) {

    /**
     * Reads what ripgrep, git and grep write where a NUL ends each path.
     *
     * @param searched the folder or the file, as it is shown; empty for the workspace's directory
     */
    static SearchMatches of(String output, String searched, int most) {
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (String line : output.split("\n")) {
            int nul = line.indexOf('\0');
            if (nul < 0) {
                if (!line.isEmpty() && count < most) {
                    text.append(line).append('\n');
                }
                continue;
            }
            int digits = nul + 1;
            while (digits < line.length() && Character.isDigit(line.charAt(digits))) {
                digits++;
            }
            char mark = digits < line.length() && line.charAt(digits) == '-' ? '-' : ':';
            if (mark == ':' && ++count > most) {
                return new SearchMatches(text.toString(), most, true);
            }
            String rest = digits < line.length() ? line.substring(digits + 1) : "";
            text.append(shown(searched, line.substring(0, nul)))
                    .append(mark)
                    .append(line, nul + 1, digits)
                    .append(mark)
                    .append(rest.replace('\0', '\uFFFD'))
                    .append('\n');
        }
        return new SearchMatches(text.toString(), count, false);
    }

    private static String shown(String searched, String found) {
        String name = found.startsWith("./") ? found.substring(2) : found;
        if (searched.isEmpty()) {
            return name;
        }
        if (searched.equals(name) || searched.endsWith("/" + name)) {
            return searched;
        }
        return searched.endsWith("/") ? searched + name : searched + "/" + name;
    }
}
