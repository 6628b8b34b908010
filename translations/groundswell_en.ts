<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>AddMusic</name>
    <message numerus="yes">
        <location filename="../ui/shell/add_music.cpp" line="19"/>
        <source>%n song(s) added</source>
        <translation>
            <numerusform>%n song added</numerusform>
            <numerusform>%n songs added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChecksPanel</name>
    <message numerus="yes">
        <location filename="../ui/panel/translation/checks_panel.cpp" line="78"/>
        <source>%n checks</source>
        <translation>
            <numerusform>%n checks</numerusform>
            <numerusform>%n checks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectionModel</name>
    <message numerus="yes">
        <location filename="../ui/library/collection_model.cpp" line="36"/>
        <source>%n song(s)</source>
        <translation>
            <numerusform>%n song</numerusform>
            <numerusform>%n songs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectionPage</name>
    <message numerus="yes">
        <location filename="../ui/library/collection_page.cpp" line="94"/>
        <source>%n album(s)</source>
        <translation>
            <numerusform>%n album</numerusform>
            <numerusform>%n albums</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/library/collection_page.cpp" line="95"/>
        <source>%n artist(s)</source>
        <translation>
            <numerusform>%n artist</numerusform>
            <numerusform>%n artists</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommunityListModel</name>
    <message numerus="yes">
        <location filename="../ui/people/community_list.cpp" line="123"/>
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message numerus="yes">
        <location filename="../ui/panel/comments/composer.cpp" line="248"/>
        <source>%n characters too many</source>
        <translation>
            <numerusform>%n characters too many</numerusform>
            <numerusform>%n characters too many</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictPage</name>
    <message numerus="yes">
        <location filename="../ui/panel/sync/conflict_page.cpp" line="110"/>
        <source>You and %1 both changed %n of the same lines. Nothing is lost: whatever you leave out stays in the history.</source>
        <translation>
            <numerusform>You and %1 both changed %n of the same lines. Nothing is lost: whatever you leave out stays in the history.</numerusform>
            <numerusform>You and %1 both changed %n of the same lines. Nothing is lost: whatever you leave out stays in the history.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/panel/sync/conflict_page.cpp" line="142"/>
        <source>Finish, %n left</source>
        <translation>
            <numerusform>Finish, %n left</numerusform>
            <numerusform>Finish, %n left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message numerus="yes">
        <location filename="../ui/shell/first_run_page.cpp" line="222"/>
        <source>more than %n song(s) found</source>
        <translation>
            <numerusform>more than %n song found</numerusform>
            <numerusform>more than %n songs found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/first_run_page.cpp" line="223"/>
        <source>%n song(s) found</source>
        <translation>
            <numerusform>%n song found</numerusform>
            <numerusform>%n songs found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutputPopover</name>
    <message numerus="yes">
        <location filename="../ui/player/output_popover.cpp" line="80"/>
        <source>%n gap(s) in the sound since the start.</source>
        <translation>
            <numerusform>%n gap in the sound since the start.</numerusform>
            <numerusform>%n gaps in the sound since the start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PracticePopover</name>
    <message numerus="yes">
        <location filename="../ui/player/practice_popover.cpp" line="153"/>
        <location filename="../ui/player/practice_popover.cpp" line="180"/>
        <source>%n s</source>
        <comment>seconds of run-up</comment>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message numerus="yes">
        <location filename="../ui/panel/queue/queue_page.cpp" line="203"/>
        <source>%n songs to come, %1</source>
        <comment>%1 is a length of time</comment>
        <translation>
            <numerusform>%n song to come, %1</numerusform>
            <numerusform>%n songs to come, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message numerus="yes">
        <location filename="../app/server/rate_limiter.cpp" line="71"/>
        <source>That was too often. Try again in %n second(s).</source>
        <translation>
            <numerusform>That was too often. Try again in %n second.</numerusform>
            <numerusform>That was too often. Try again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message numerus="yes">
        <location filename="../ui/shell/settings_page.cpp" line="170"/>
        <source>%n song(s)</source>
        <translation>
            <numerusform>%n song</numerusform>
            <numerusform>%n songs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message numerus="yes">
        <location filename="../ui/people/sign_in_form.cpp" line="270"/>
        <source>%n characters so far. Use 12 or a short sentence.</source>
        <translation>
            <numerusform>%n characters so far. Use 12 or a short sentence.</numerusform>
            <numerusform>%n characters so far. Use 12 or a short sentence.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SongsPage</name>
    <message numerus="yes">
        <location filename="../ui/library/songs_page.cpp" line="145"/>
        <source>%n song(s)</source>
        <translation>
            <numerusform>%n song</numerusform>
            <numerusform>%n songs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/library/songs_page.cpp" line="146"/>
        <source>%n song(s) match “%1”</source>
        <translation>
            <numerusform>%n song match “%1”</numerusform>
            <numerusform>%n songs match “%1”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SwellPreview</name>
    <message numerus="yes">
        <location filename="../ui/player/swell_preview.cpp" line="67"/>
        <source>+%n</source>
        <comment>further comments at the same moment</comment>
        <translation>
            <numerusform>+%n</numerusform>
            <numerusform>+%n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SwellWidget</name>
    <message numerus="yes">
        <location filename="../ui/player/swell_widget.cpp" line="216"/>
        <source>Comment by %1, at %2: %3. %n love(s)</source>
        <extracomment>Read aloud when the keyboard reaches a comment on the seek bar: author, time, text, loves</extracomment>
        <translation>
            <numerusform>Comment by %1, at %2: %3. %n love</numerusform>
            <numerusform>Comment by %1, at %2: %3. %n loves</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncLine</name>
    <message numerus="yes">
        <location filename="../ui/shell/sync_line.cpp" line="72"/>
        <source>Synced %n min ago</source>
        <translation>
            <numerusform>Synced %n min ago</numerusform>
            <numerusform>Synced %n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/sync_line.cpp" line="73"/>
        <source>Synced %n hour(s) ago</source>
        <translation>
            <numerusform>Synced %n hour ago</numerusform>
            <numerusform>Synced %n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/sync_line.cpp" line="74"/>
        <source>Synced %n day(s) ago</source>
        <translation>
            <numerusform>Synced %n day ago</numerusform>
            <numerusform>Synced %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/sync_line.cpp" line="82"/>
        <source>%n change(s) failed</source>
        <translation>
            <numerusform>%n change failed</numerusform>
            <numerusform>%n changes failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/sync_line.cpp" line="85"/>
        <source>%n edit(s) crossed</source>
        <translation>
            <numerusform>%n edit crossed</numerusform>
            <numerusform>%n edits crossed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/sync_line.cpp" line="87"/>
        <source>%n change(s) waiting to send</source>
        <translation>
            <numerusform>%n change waiting to send</numerusform>
            <numerusform>%n changes waiting to send</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message numerus="yes">
        <location filename="../ui/panel/sync/sync_page.cpp" line="238"/>
        <source>Offline. %n waiting to be sent.</source>
        <translation>
            <numerusform>Offline. %n waiting to be sent.</numerusform>
            <numerusform>Offline. %n waiting to be sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TranslatePage</name>
    <message numerus="yes">
        <location filename="../ui/panel/translation/translate_page_build.cpp" line="55"/>
        <source>%n drafts</source>
        <translation>
            <numerusform>%n drafts</numerusform>
            <numerusform>%n drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/panel/translation/translate_page_build.cpp" line="56"/>
        <source>%n to look at</source>
        <translation>
            <numerusform>%n to look at</numerusform>
            <numerusform>%n to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/panel/translation/translate_page_build.cpp" line="57"/>
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/panel/translation/translate_page_build.cpp" line="58"/>
        <source>%n empty</source>
        <translation>
            <numerusform>%n empty</numerusform>
            <numerusform>%n empty</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/panel/translation/translate_page_build.cpp" line="309"/>
        <source>%1 of %n lines done</source>
        <translation>
            <numerusform>%1 of %n lines done</numerusform>
            <numerusform>%1 of %n lines done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/panel/translation/translate_page_build.cpp" line="336"/>
        <source>Publish, %n problems</source>
        <translation>
            <numerusform>Publish, %n problem</numerusform>
            <numerusform>Publish, %n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TranslationChecks</name>
    <message numerus="yes">
        <location filename="../app/translation/checks_of_songs.cpp" line="38"/>
        <source>The translation leaves out %n line(s) of the words.</source>
        <translation>
            <numerusform>The translation leaves out %n line of the words.</numerusform>
            <numerusform>The translation leaves out %n lines of the words.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::community::CommentListModel</name>
    <message numerus="yes">
        <location filename="../app/community/comment_list_model.cpp" line="202"/>
        <source>%n more replies</source>
        <translation>
            <numerusform>%n more reply</numerusform>
            <numerusform>%n more replies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/community/comment_list_model.cpp" line="217"/>
        <source>%n like(s)</source>
        <translation>
            <numerusform>%n like</numerusform>
            <numerusform>%n likes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::community::Talk</name>
    <message numerus="yes">
        <location filename="../app/community/talk.cpp" line="144"/>
        <source>That is too long: %Ln character(s) at most.</source>
        <translation>
            <numerusform>That is too long: %Ln character at most.</numerusform>
            <numerusform>That is too long: %Ln characters at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui</name>
    <message numerus="yes">
        <location filename="../ui/panel/comments/comment_row.cpp" line="286"/>
        <source>Pinned · %n min read</source>
        <translation>
            <numerusform>Pinned · %n min read</numerusform>
            <numerusform>Pinned · %n min read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/panel/comments/comment_row.cpp" line="376"/>
        <source>%n more replies</source>
        <translation>
            <numerusform>%n more reply</numerusform>
            <numerusform>%n more replies</numerusform>
        </translation>
    </message>
</context>
</TS>
